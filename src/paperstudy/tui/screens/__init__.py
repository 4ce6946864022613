"""The screens, one file each; `base.py` is what they share."""
