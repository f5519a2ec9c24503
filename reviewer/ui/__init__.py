"""The screens. Qt is known here and in ``reviewer.app`` only; everything a screen does is a verb of the desk."""
