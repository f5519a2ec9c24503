"""The words for every fact that the rooms below tell as a value: what the command line and the window say. No Qt.

What is said of a code stands in a table here, in plain English, and can be translated (``language``). Nothing outside
this room compares, searches or cuts what it says.
"""
