"""Data: bring any files, see how they are read, correct it, store them, take them back."""

from components import attributes, bringing, history, progress, workspace
from components.jobs import jobs

job = jobs().get(str(workspace.path()))
if job is not None and job.running:
    bringing.join(job)
    progress.page(job)
elif bringing.brought() is not None:
    bringing.check_page(job)
else:
    bringing.start_page(job)
if bringing.brought() is None:
    attributes.section()
history.section(busy=job is not None and job.running)
