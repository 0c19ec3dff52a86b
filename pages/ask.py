"""Ask: make a short form, and let customers answer it on the whole screen."""

from components import form, form_setup

made = form.on_screen()
if made is not None:
    form.page(made)
else:
    form_setup.page()
