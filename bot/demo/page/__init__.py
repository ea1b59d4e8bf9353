"""The chat page of the demo: HTML, style sheets and ES modules, served as they are written."""
