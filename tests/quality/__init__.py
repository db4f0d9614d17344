"""What the English is worth: BLEU, chrF++ and pins on sentences that people translated, choice by choice.

Source: M. Popović, chrF++: words helping character n-grams, 2017; M. Post, A Call for Clarity in Reporting
BLEU Scores, 2018 (sacrebleu).
"""
