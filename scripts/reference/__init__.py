"""How the tables of states, treaties and bodies become the Turtle of ``graph/reference/``."""
