"""3 write: findings to a letter, the letter to a signed PDF, and a signed PDF to what may be said of it.

pyHanko and cryptography are imported when something is signed, opened or verified, not before.
"""

from reviewer.letters.draft import DraftBlock, LetterDraft, SignatureLook
from reviewer.letters.drafting import compose_letter
from reviewer.letters.identity import Identity, load_identity, make_identity
from reviewer.letters.known import Known, known_of
from reviewer.letters.lint import lint
from reviewer.letters.person_names import is_role, is_same_person
from reviewer.letters.printed import paper_of, text_of
from reviewer.letters.proof import LetterProof, ProofFinding, ProofParagraph, ProofSpot, letter_proof
from reviewer.letters.said import says
from reviewer.letters.sentences import DraftSentence, split_sentences
from reviewer.letters.sign import sign

__all__ = [
    "DraftBlock",
    "DraftSentence",
    "Identity",
    "Known",
    "LetterDraft",
    "LetterProof",
    "ProofFinding",
    "ProofParagraph",
    "ProofSpot",
    "SignatureLook",
    "compose_letter",
    "is_role",
    "is_same_person",
    "known_of",
    "letter_proof",
    "lint",
    "load_identity",
    "make_identity",
    "paper_of",
    "says",
    "sign",
    "split_sentences",
    "text_of",
]
