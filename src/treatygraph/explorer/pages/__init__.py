"""The pages of the explorer: what each tells, as data; the templates say it."""
