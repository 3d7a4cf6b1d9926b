"""What a language model may do for a question: rephrase one that would be declined, and word an answer. Never answer.

Nothing here knows of a network: the model is handed in (``model.LanguageModel``). What it sends back is checked and mostly dropped.
"""
