"""The calculator: what keeping a customer is worth, from five numbers and no data."""

from components import calculator, frame, workspace
from components.language import _
from components.sentences import calculator as sentences

TITLE = _("What is keeping a customer worth?")

with frame.page(TITLE, name="calculator") as head:
    numbers, currency = calculator.asked()
    result = calculator.calculated(numbers)
    head.say(quiet=sentences.quiet(result), answer=sentences.answer(result, currency))
    calculator.show(result, currency)
    if workspace.current() is not None:
        frame.links({"pages/whatif.py": _("The same from your own data, with what is uncertain")})
