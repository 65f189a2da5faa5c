"""Every rule of the record, in one table; each module beside it holds those of one subject."""

from __future__ import annotations

from archive.check.rules import (
    editing,
    names,
    people,
    policies,
    positions,
    proofs,
    published,
    references,
    relations,
    threads,
    watching,
    words,
)
from archive.check.rules.reader import READER_RULES, ReaderRule
from archive.check.rules.rule import Rule
from archive.record.problem import Severity

_WARNING = Severity.WARNING

ARCHIVE_RULES: tuple[Rule, ...] = (
    Rule(id="id-date", find=names.id_date),
    Rule(id="year-folder", find=names.year_folder),
    Rule(id="alias-unique", find=names.alias_unique),
    Rule(id="statute-slug", find=names.statute_slug),
    Rule(id="statute-form", find=names.statute_form),
    Rule(id="subsection-form", find=names.subsection_form),
    Rule(id="citation-unique", find=names.citation_unique),
    Rule(id="ocd-id-unique", find=names.ocd_id_unique),
    Rule(id="name-unique", find=names.name_unique, severity=_WARNING),
    Rule(id="reference", find=references.reference),
    Rule(id="relation-time", find=relations.relation_time),
    Rule(id="relation-self", find=relations.relation_self),
    Rule(id="relation-court", find=relations.relation_court),
    Rule(id="supersession-cycle", find=relations.supersession_cycle),
    Rule(id="parent-cycle", find=relations.parent_cycle),
    Rule(id="office-on-date", find=people.office_on_date),
    Rule(id="office-term", find=people.office_term),
    Rule(id="person-fields", find=people.person_fields),
    Rule(id="organization-fields", find=people.organization_fields),
    Rule(id="jurisdiction-parent", find=people.jurisdiction_parent),
    Rule(id="position-scope", find=positions.position_scope),
    Rule(id="position-repeated", find=positions.position_repeated),
    Rule(id="stance-side", find=positions.stance_side),
    Rule(id="quote-verbatim", find=positions.quote_verbatim),
    Rule(id="quote-basis", find=positions.quote_basis),
    Rule(id="thread-gathers", find=threads.thread_gathers),
    Rule(id="thread-statement", find=threads.thread_statement),
    Rule(id="thread-term", find=threads.thread_term),
    Rule(id="policy-version", find=policies.policy_version),
    Rule(id="version-unique", find=policies.version_unique),
    Rule(id="version-order", find=policies.version_order),
    Rule(id="statute-cited", find=words.statute_cited),
    Rule(id="duplicate-words", find=words.duplicate_words),
    Rule(id="body-words", find=words.body_words),
    Rule(id="gap-edge", find=words.gap_edge),
    Rule(id="gap-form", find=words.gap_form),
    Rule(id="body-markup", find=words.body_markup, severity=_WARNING),
    Rule(id="proof-current", find=proofs.proof_current),
    Rule(id="proof-stands", find=proofs.proof_stands),
    Rule(id="source-bytes", find=proofs.source_bytes),
    Rule(id="sighting-order", find=watching.sighting_order),
    Rule(id="sighting-intact", find=watching.sighting_intact),
    Rule(id="sighting-state", find=watching.sighting_state),
    Rule(id="sighting-words", find=watching.sighting_words),
    Rule(id="future-date", find=editing.future_date),
    Rule(id="added-day", find=editing.added_day),
    Rule(id="edit-before", find=editing.edit_before),
    Rule(id="added-sealed", find=editing.added_sealed),
    Rule(id="deadline-before", find=editing.deadline_before),
    Rule(id="interval-order", find=editing.interval_order),
    Rule(id="published-before", find=editing.published_before, severity=_WARNING),
    Rule(id="summary-repeats-title", find=editing.summary_repeats_title, severity=_WARNING),
    Rule(id="caution-weak", find=editing.caution_weak),
    Rule(id="seen-words", find=editing.seen_words),
    Rule(id="permalink-lost", find=published.permalink_lost),
    Rule(id="permalink-moved", find=published.permalink_moved),
    Rule(id="words-changed", find=published.words_changed),
    Rule(id="attribution-changed", find=published.attribution_changed),
    Rule(id="proof-changed", find=published.proof_changed),
    Rule(id="source-changed", find=published.source_changed),
    Rule(id="added-changed", find=published.added_changed),
    Rule(id="correction-lost", find=published.correction_lost),
    Rule(id="withdrawal-lost", find=published.withdrawal_lost),
    Rule(id="seal-rewritten", find=published.seal_rewritten),
)
"""The rules over the whole archive, which `check` applies."""

RULES: tuple[ReaderRule | Rule, ...] = (*READER_RULES, *ARCHIVE_RULES)
"""All rules, those that the reader applies to each file first."""
