"""All walks, those through forms by the function that opens each."""

from support.walks import actions_forms, mail_forms, matters_forms, meetings_forms, people_forms, settings_forms

_ROOMS = (actions_forms, mail_forms, matters_forms, meetings_forms, people_forms, settings_forms)
FORM_WALKS = tuple(walk for room in _ROOMS for walk in room.WALKS)
