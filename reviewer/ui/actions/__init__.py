"""Everything that can be done in the window, in one list: menus, keys, buttons, palette and keyboard sheet are made from it."""
