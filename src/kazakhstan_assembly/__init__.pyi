"""Made by scripts/build.py; do not edit. The public names, as type checkers see them."""

from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, Literal, TypeAlias, overload

import pandas as pd
import pyarrow as pa
from duckdb import DuckDBPyConnection

from kazakhstan_assembly._literals import FactTableName as FactTableName
from kazakhstan_assembly._literals import TableName as TableName
from kazakhstan_assembly._literals import VocabularyName as VocabularyName
from kazakhstan_assembly.checks.result import ValidationResult as ValidationResult
from kazakhstan_assembly.datapackage import DataPackage as DataPackage
from kazakhstan_assembly.datapackage import open_package as open_package
from kazakhstan_assembly.errors import ExportError as ExportError
from kazakhstan_assembly.errors import KazakhstanAssemblyError as KazakhstanAssemblyError
from kazakhstan_assembly.errors import PackageError as PackageError
from kazakhstan_assembly.errors import RequestError as RequestError
from kazakhstan_assembly.errors import UnknownCheckError as UnknownCheckError
from kazakhstan_assembly.errors import UnknownColumnError as UnknownColumnError
from kazakhstan_assembly.errors import UnknownFormatError as UnknownFormatError
from kazakhstan_assembly.errors import UnknownRowError as UnknownRowError
from kazakhstan_assembly.errors import UnknownStyleError as UnknownStyleError
from kazakhstan_assembly.errors import UnknownTableError as UnknownTableError
from kazakhstan_assembly.errors import UnknownVocabularyError as UnknownVocabularyError
from kazakhstan_assembly.errors import ValidationError as ValidationError
from kazakhstan_assembly.io.datapackage import PackageData
from kazakhstan_assembly.io.frames import DtypeBackend as DtypeBackend
from kazakhstan_assembly.query.cite import CitationStyle, CitedWork
from kazakhstan_assembly.query.diff import Difference as Difference
from kazakhstan_assembly.query.trace import Trace as Trace

__all__: list[str]
__version__: str
METHODS: tuple[str, ...]
PLACES: dict[str, str]

def cite(style: CitationStyle = "apa", *, of: CitedWork = "data") -> str: ...
def connect() -> DuckDBPyConnection: ...
def describe_table(name: TableName) -> pd.DataFrame: ...
def describe_vocabulary(name: VocabularyName) -> pd.DataFrame: ...
def diff(
    old: str | PathLike[str] | PackageData,
    new: str | PathLike[str] | PackageData | None = None,
) -> Difference: ...
def export(
    path: str | PathLike[str],
    format: str | None = None,
    *,
    tables: Sequence[str] | None = None,
    overwrite: bool = False,
) -> Path: ...
def find(words: str) -> pd.DataFrame: ...
def list_tables() -> list[TableName]: ...
def list_vocabularies() -> list[VocabularyName]: ...
def load_arrow(name: TableName) -> pa.Table: ...
def load_tables(
    *,
    group: str | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> dict[str, pd.DataFrame]: ...
def read(place: str = "", *, open_browser: bool = True) -> Path: ...
def read_report() -> str: ...
def table_schema(name: TableName) -> dict[str, Any]: ...
def validate(
    path: str | PathLike[str] | None = None,
    *,
    only: Iterable[str] | None = None,
) -> ValidationResult: ...

SessionsColumn: TypeAlias = Literal[
    "session_id",
    "label",
    "ordinal",
    "is_constituent",
    "motto",
    "date_edtf",
    "date_start",
    "date_end",
    "date_precision",
    "date_qualifier",
    "date_end_status",
    "held_by_id",
    "held_by_label",
    "name_text",
    "ordinal_text",
    "constituent_text",
    "date_text",
    "motto_text",
    "addressed_text",
    "voice_id",
    "sentence_id",
    "source_text",
]
EventsColumn: TypeAlias = Literal[
    "event_id",
    "label",
    "event_type",
    "ordinal",
    "date_edtf",
    "date_start",
    "date_end",
    "date_precision",
    "date_qualifier",
    "date_end_status",
    "agent_id",
    "agent_label",
    "object_id",
    "object_label",
    "participants_id",
    "participants_label",
    "addressee_id",
    "addressee_label",
    "place_id",
    "place_label",
    "instrument_id",
    "instrument_label",
    "occasion_id",
    "occasion_label",
    "name_text",
    "ordinal_text",
    "date_text",
    "participants_text",
    "addressee_text",
    "description_text",
    "voice_id",
    "sentence_id",
    "source_text",
]
TimelineColumn: TypeAlias = Literal[
    "timeline_id",
    "label",
    "kind",
    "table_name",
    "row_id",
    "dated_by",
    "date_edtf",
    "date_start",
    "date_end",
    "date_precision",
    "date_qualifier",
    "date_end_status",
    "entity_id",
    "date_text",
    "sentence_id",
]
NumbersColumn: TypeAlias = Literal[
    "number_id",
    "value",
    "bound",
    "counted",
    "is_additional",
    "aggregate",
    "frequency",
    "as_of_basis",
    "counted_id",
    "counted_label",
    "scope_id",
    "scope_label",
    "since_id",
    "since_label",
    "value_text",
    "counted_text",
    "scope_text",
    "additional_text",
    "as_of_text",
    "voice_id",
    "sentence_id",
    "source_text",
]
MediaColumn: TypeAlias = Literal[
    "medium",
    "label",
    "language_count",
    "outlet_count",
    "title_count",
    "title_count_bound",
    "copy_count",
    "copy_count_bound",
    "frequency",
    "support",
    "language_number_id",
    "languages_of_id",
    "languages_of_label",
    "outlet_number_id",
    "outlet_id",
    "outlet_label",
    "conveyed_by_id",
    "conveyed_by_label",
    "title_number_id",
    "copy_number_id",
    "supporter_id",
    "supporter_label",
    "product_text",
    "language_count_text",
    "language_scope_text",
    "outlet_count_text",
    "title_count_text",
    "copy_count_text",
    "voice_id",
    "sentence_id",
    "source_text",
]
SchoolsColumn: TypeAlias = Literal[
    "school_id",
    "label",
    "school_type",
    "school_count",
    "is_additional",
    "department_count",
    "language_count",
    "school_number_id",
    "department_number_id",
    "language_number_id",
    "broader_id",
    "broader_label",
    "audience_id",
    "audience_label",
    "host_id",
    "host_label",
    "financed_through_id",
    "financed_through_label",
    "name_text",
    "school_count_text",
    "additional_text",
    "department_count_text",
    "language_count_text",
    "language_verb_text",
    "as_of_text",
    "voice_id",
    "sentence_id",
    "source_text",
]
PersonsColumn: TypeAlias = Literal[
    "person_id",
    "label",
    "individual_or_class",
    "quantity",
    "office_status",
    "office_id",
    "office_label",
    "belongs_to_id",
    "belongs_to_label",
    "country_id",
    "country_label",
    "name_text",
    "description_text",
    "voice_id",
    "sentence_id",
    "source_text",
]
OfficesColumn: TypeAlias = Literal[
    "office_id",
    "label",
    "holder_status",
    "body_id",
    "body_label",
    "holder_id",
    "holder_label",
    "former_holder_id",
    "former_holder_label",
    "name_text",
    "voice_id",
    "sentence_id",
    "source_text",
]
OrganizationsColumn: TypeAlias = Literal[
    "organization_id",
    "label",
    "organization_type",
    "individual_or_class",
    "organization_count",
    "organization_count_bound",
    "number_id",
    "parent_id",
    "parent_label",
    "broader_id",
    "broader_label",
    "place_id",
    "place_label",
    "country_id",
    "country_label",
    "name_text",
    "organization_count_text",
    "description_text",
    "praise_text",
    "position_text",
    "role_text",
    "tool_text",
    "purpose_text",
    "outcome_text",
    "reputation_text",
    "recognition_text",
    "voice_id",
    "sentence_id",
    "source_text",
]
PlacesColumn: TypeAlias = Literal[
    "place_id",
    "label",
    "place_type",
    "individual_or_class",
    "quantity",
    "part_of_id",
    "part_of_label",
    "name_text",
    "description_text",
    "reputation_text",
    "voice_id",
    "sentence_id",
    "source_text",
]
EthnicGroupsColumn: TypeAlias = Literal[
    "ethnic_group_id",
    "label",
    "individual_or_class",
    "group_type",
    "has_own_theater",
    "has_active_ties",
    "name_text",
    "theater_text",
    "community_text",
    "culture_text",
    "description_text",
    "voice_id",
    "sentence_id",
    "source_text",
]
LegalDocumentsColumn: TypeAlias = Literal[
    "document_id",
    "label",
    "document_type",
    "individual_or_class",
    "quantity",
    "date_edtf",
    "date_start",
    "date_end",
    "date_precision",
    "date_qualifier",
    "date_end_status",
    "term_edtf",
    "term_start",
    "term_end",
    "term_precision",
    "term_qualifier",
    "term_end_status",
    "issuer_id",
    "issuer_label",
    "establishes_id",
    "establishes_label",
    "about_id",
    "about_label",
    "owner_id",
    "owner_label",
    "framework_of_id",
    "framework_of_label",
    "country_id",
    "country_label",
    "name_text",
    "date_text",
    "term_text",
    "description_text",
    "voice_id",
    "sentence_id",
    "source_text",
]
PublicationsColumn: TypeAlias = Literal[
    "publication_id",
    "label",
    "publication_type",
    "individual_or_class",
    "quantity",
    "date_edtf",
    "date_start",
    "date_end",
    "date_precision",
    "date_qualifier",
    "date_end_status",
    "name_text",
    "translation_text",
    "subject_text",
    "date_text",
    "voice_id",
    "sentence_id",
    "source_text",
]
QuotationsColumn: TypeAlias = Literal[
    "quotation_id",
    "quotation",
    "attribution",
    "speaker_id",
    "speaker_label",
    "occasion_id",
    "occasion_label",
    "about_id",
    "about_label",
    "quotation_text",
    "excerpt_text",
    "voice_id",
    "sentence_id",
    "source_text",
]
HolidaysColumn: TypeAlias = Literal[
    "holiday_id",
    "label",
    "individual_or_class",
    "celebration",
    "frequency",
    "is_example",
    "celebrant_id",
    "celebrant_label",
    "partner_id",
    "partner_label",
    "since_id",
    "since_label",
    "name_text",
    "participants_text",
    "example_text",
    "since_text",
    "celebration_text",
    "description_text",
    "voice_id",
    "sentence_id",
    "source_text",
]
ActivitiesColumn: TypeAlias = Literal[
    "activity_id",
    "label",
    "activity_type",
    "is_specific_step",
    "activity_count",
    "activity_count_bound",
    "frequency",
    "actor_id",
    "actor_label",
    "pursued_by_id",
    "pursued_by_label",
    "set_by_id",
    "set_by_label",
    "number_id",
    "participants_id",
    "participants_label",
    "about_id",
    "about_label",
    "name_text",
    "step_text",
    "activity_count_text",
    "level_text",
    "participants_text",
    "subject_text",
    "purpose_text",
    "status_text",
    "basis_text",
    "outcome_text",
    "description_text",
    "voice_id",
    "sentence_id",
    "source_text",
]
PolicyResultsColumn: TypeAlias = Literal[
    "policy_result_id",
    "result_text",
    "further_text",
    "number",
    "topic",
    "actor_id",
    "actor_label",
    "place_id",
    "place_label",
    "about_id",
    "about_label",
    "policy_id",
    "policy_label",
    "number_text",
    "voice_id",
    "sentence_id",
    "source_text",
]
ListMembersColumn: TypeAlias = Literal[
    "list_member_id",
    "lead_text",
    "member_text",
    "list_id",
    "position",
    "is_open",
    "entity_id",
    "entity_label",
    "owner_id",
    "owner_label",
    "open_text",
    "voice_id",
    "sentence_id",
    "source_text",
]
InternationalTiesColumn: TypeAlias = Literal[
    "tie_id",
    "partner_relation",
    "tie_type",
    "is_detail",
    "extent",
    "frequency",
    "partner_id",
    "partner_label",
    "domestic_id",
    "domestic_label",
    "intensity_text",
    "extent_text",
    "participants_text",
    "subject_text",
    "shown_by_text",
    "earlier_tie_text",
    "voice_id",
    "sentence_id",
    "source_text",
]
RelationsColumn: TypeAlias = Literal[
    "relation_id",
    "subject_id",
    "subject_label",
    "predicate",
    "object_id",
    "object_label",
    "number_id",
    "extent",
    "polarity",
    "count",
    "count_bound",
    "extent_text",
    "count_text",
    "participants_text",
    "time_text",
    "stated_in_table",
    "stated_in_row",
    "stated_in_column",
    "voice_id",
    "sentence_id",
    "source_text",
]
SentencesColumn: TypeAlias = Literal[
    "sentence_id",
    "char_start",
    "char_end",
    "kind",
    "section",
    "paragraph",
    "characters",
    "fact_characters",
    "text",
]
ClaimsColumn: TypeAlias = Literal[
    "claim_id",
    "text",
    "claim_type",
    "verifiability",
    "about_id",
    "about_label",
    "policy_result_id",
    "hedge_text",
    "time_text",
    "voice_id",
    "sentence_id",
    "source_text",
]
VoicesColumn: TypeAlias = Literal[
    "voice_id",
    "mode",
    "speaker_id",
    "speaker_label",
    "occasion_id",
    "occasion_label",
    "name_text",
    "speech_text",
    "sentence_id",
    "source_text",
]
MentionsColumn: TypeAlias = Literal[
    "mention_id",
    "char_start",
    "char_end",
    "text",
    "kind",
    "disposition",
    "entity_id",
    "entity_label",
    "sentence_id",
]
EvidenceColumn: TypeAlias = Literal[
    "table_name",
    "row_id",
    "column_name",
    "seq",
    "char_start",
    "char_end",
    "sentence_id",
    "quote",
]
MissingValuesColumn: TypeAlias = Literal[
    "table_name",
    "row_id",
    "column_name",
    "reason",
]
CodingsColumn: TypeAlias = Literal[
    "table_name",
    "row_id",
    "column_name",
    "coder",
    "code",
    "settled",
]
EditorialNotesColumn: TypeAlias = Literal[
    "note_id",
    "note_type",
    "char_start",
    "char_end",
    "issue",
    "reading",
    "other_readings",
    "sentence_id",
    "quote",
]
NoteRowsColumn: TypeAlias = Literal[
    "note_id",
    "table_name",
    "row_id",
]
EntitiesColumn: TypeAlias = Literal[
    "entity_id",
    "label",
    "kind",
    "table_name",
    "name_text",
]
EntityFormsColumn: TypeAlias = Literal[
    "entity_id",
    "form",
    "char_start",
    "kind",
    "is_local",
    "entity_label",
]
IdentifiersColumn: TypeAlias = Literal[
    "entity_id",
    "identifier",
    "match_type",
    "label",
    "basis",
    "evidence",
    "entity_label",
]
VocabulariesColumn: TypeAlias = Literal[
    "vocabulary",
    "code",
    "label",
    "definition",
    "triggers",
    "inverse_triggers",
]

@overload
def load_table(
    name: Literal["sessions"],
    *,
    columns: Sequence[SessionsColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["events"],
    *,
    columns: Sequence[EventsColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["timeline"],
    *,
    columns: Sequence[TimelineColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["numbers"],
    *,
    columns: Sequence[NumbersColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["media"],
    *,
    columns: Sequence[MediaColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["schools"],
    *,
    columns: Sequence[SchoolsColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["persons"],
    *,
    columns: Sequence[PersonsColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["offices"],
    *,
    columns: Sequence[OfficesColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["organizations"],
    *,
    columns: Sequence[OrganizationsColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["places"],
    *,
    columns: Sequence[PlacesColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["ethnic_groups"],
    *,
    columns: Sequence[EthnicGroupsColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["legal_documents"],
    *,
    columns: Sequence[LegalDocumentsColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["publications"],
    *,
    columns: Sequence[PublicationsColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["quotations"],
    *,
    columns: Sequence[QuotationsColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["holidays"],
    *,
    columns: Sequence[HolidaysColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["activities"],
    *,
    columns: Sequence[ActivitiesColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["policy_results"],
    *,
    columns: Sequence[PolicyResultsColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["list_members"],
    *,
    columns: Sequence[ListMembersColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["international_ties"],
    *,
    columns: Sequence[InternationalTiesColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["relations"],
    *,
    columns: Sequence[RelationsColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["sentences"],
    *,
    columns: Sequence[SentencesColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["claims"],
    *,
    columns: Sequence[ClaimsColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["voices"],
    *,
    columns: Sequence[VoicesColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["mentions"],
    *,
    columns: Sequence[MentionsColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["evidence"],
    *,
    columns: Sequence[EvidenceColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["missing_values"],
    *,
    columns: Sequence[MissingValuesColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["codings"],
    *,
    columns: Sequence[CodingsColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["editorial_notes"],
    *,
    columns: Sequence[EditorialNotesColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["note_rows"],
    *,
    columns: Sequence[NoteRowsColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["entities"],
    *,
    columns: Sequence[EntitiesColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["entity_forms"],
    *,
    columns: Sequence[EntityFormsColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["identifiers"],
    *,
    columns: Sequence[IdentifiersColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: Literal["vocabularies"],
    *,
    columns: Sequence[VocabulariesColumn] | None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def load_table(
    name: TableName,
    *,
    columns: None = None,
    words: bool = True,
    dtype_backend: DtypeBackend | None = None,
) -> pd.DataFrame: ...
@overload
def trace(
    table: Literal["sessions"],
    row_id: str,
    column: SessionsColumn | None = None,
) -> Trace: ...
@overload
def trace(
    table: Literal["events"],
    row_id: str,
    column: EventsColumn | None = None,
) -> Trace: ...
@overload
def trace(
    table: Literal["numbers"],
    row_id: str,
    column: NumbersColumn | None = None,
) -> Trace: ...
@overload
def trace(
    table: Literal["media"],
    row_id: str,
    column: MediaColumn | None = None,
) -> Trace: ...
@overload
def trace(
    table: Literal["schools"],
    row_id: str,
    column: SchoolsColumn | None = None,
) -> Trace: ...
@overload
def trace(
    table: Literal["persons"],
    row_id: str,
    column: PersonsColumn | None = None,
) -> Trace: ...
@overload
def trace(
    table: Literal["offices"],
    row_id: str,
    column: OfficesColumn | None = None,
) -> Trace: ...
@overload
def trace(
    table: Literal["organizations"],
    row_id: str,
    column: OrganizationsColumn | None = None,
) -> Trace: ...
@overload
def trace(
    table: Literal["places"],
    row_id: str,
    column: PlacesColumn | None = None,
) -> Trace: ...
@overload
def trace(
    table: Literal["ethnic_groups"],
    row_id: str,
    column: EthnicGroupsColumn | None = None,
) -> Trace: ...
@overload
def trace(
    table: Literal["legal_documents"],
    row_id: str,
    column: LegalDocumentsColumn | None = None,
) -> Trace: ...
@overload
def trace(
    table: Literal["publications"],
    row_id: str,
    column: PublicationsColumn | None = None,
) -> Trace: ...
@overload
def trace(
    table: Literal["quotations"],
    row_id: str,
    column: QuotationsColumn | None = None,
) -> Trace: ...
@overload
def trace(
    table: Literal["holidays"],
    row_id: str,
    column: HolidaysColumn | None = None,
) -> Trace: ...
@overload
def trace(
    table: Literal["activities"],
    row_id: str,
    column: ActivitiesColumn | None = None,
) -> Trace: ...
@overload
def trace(
    table: Literal["policy_results"],
    row_id: str,
    column: PolicyResultsColumn | None = None,
) -> Trace: ...
@overload
def trace(
    table: Literal["list_members"],
    row_id: str,
    column: ListMembersColumn | None = None,
) -> Trace: ...
@overload
def trace(
    table: Literal["international_ties"],
    row_id: str,
    column: InternationalTiesColumn | None = None,
) -> Trace: ...
@overload
def trace(
    table: Literal["relations"],
    row_id: str,
    column: RelationsColumn | None = None,
) -> Trace: ...
@overload
def trace(
    table: Literal["claims"],
    row_id: str,
    column: ClaimsColumn | None = None,
) -> Trace: ...
@overload
def trace(
    table: Literal["voices"],
    row_id: str,
    column: VoicesColumn | None = None,
) -> Trace: ...
@overload
def trace(
    table: FactTableName,
    row_id: str,
    column: None = None,
) -> Trace: ...
