"""One question is one module here: its words, its answer, its step. `conversations.flow` puts them in order."""
