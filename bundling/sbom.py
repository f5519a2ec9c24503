"""The list of all parts of a bundle (SBOM), as CycloneDX 1.6 has it: the same parts and the same time give the same bytes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.bom_ref import BomRef
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseAcknowledgement
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from bundling.parts import Part
from reviewer.desk.parts import TEXT, WITHIN

ASKED_OF_THE_SYSTEM = "reviewer:asked-of-the-system"
_NAMES = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # RFC 9562, section 6.6: the name space of URLs
_LOCK = "packaging/requirements.lock"


class InvalidError(Exception):
    """What was written is not as the schema of CycloneDX wants it."""


def sbom(version: str, found: Sequence[Part], system: Iterable[str], at: int) -> str:
    """Return the JSON text of the list; ``system`` are packages that are asked of the system, ``at`` is seconds since 1970."""
    itself = Component(
        name="reviewer", version=version, type=ComponentType.APPLICATION, bom_ref="reviewer", purl=PackageURL("generic", None, "reviewer", version),
        licenses=[LicenseFactory().make_from_string("MIT", license_acknowledgement=LicenseAcknowledgement.DECLARED)],
        properties=[Property(name=ASKED_OF_THE_SYSTEM, value=name) for name in system],
    )  # fmt: skip
    made = {part: _component(part) for part in found}
    bom = Bom(components=made.values())
    bom.metadata.component = itself
    bom.metadata.timestamp = datetime.fromtimestamp(at, UTC)
    bom.serial_number = uuid.uuid5(_NAMES, f"{at} {found!r} {sorted(system)!r}")
    by_purl = {part.purl: component for part, component in made.items() if part.purl.startswith("pkg:pypi/")}
    bom.register_dependency(
        itself, [component for part, component in made.items() if part.within not in by_purl]
    )
    for purl, component in by_purl.items():
        bom.register_dependency(component, [made[part] for part in found if part.within == purl])
    return _valid(JsonV1Dot6(bom).output_as_string(indent=1) + "\n")


def _valid(text: str) -> str:
    """Return a text that the schema allows; raises InvalidError."""
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault is not None:
        raise InvalidError(str(fault))
    return text


def _component(part: Part) -> Component:
    purl = part.purl or (
        f"pkg:generic/{part.name.replace(' ', '%20')}@{part.version}" if part.version else ""
    )
    reference = f"{part.name} {part.licence} {part.within or part.purl}"
    properties = [Property(name=TEXT, value=text) for text in part.texts]
    if part.within:
        properties.append(Property(name=WITHIN, value=PackageURL.from_string(part.within).name))
    licence = LicenseFactory().make_from_string(
        part.licence, license_acknowledgement=LicenseAcknowledgement.CONCLUDED
    )
    return Component(
        name=part.name, version=part.version or None, type=ComponentType.LIBRARY, bom_ref=BomRef(reference), licenses=[licence],
        purl=PackageURL.from_string(purl) if purl else None, properties=properties,
        components=[_file(reference, file.path, file.sha256) for file in part.files],
        external_references=[_wheels(part)] if part.hashes else [],
    )  # fmt: skip


def _file(whose: str, path: str, sha256: str) -> Component:
    hashes = [HashType(alg=HashAlgorithm.SHA_256, content=sha256)]
    return Component(name=path, type=ComponentType.FILE, bom_ref=BomRef(f"{whose} {path}"), hashes=hashes)


def _wheels(part: Part) -> ExternalReference:
    """Return where it was had from: one of the files of these hashes, no other is installed."""
    hashes = [HashType(alg=HashAlgorithm.SHA_256, content=each) for each in part.hashes]
    return ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(part.purl),
        hashes=hashes,
        comment=f"One of these files: {_LOCK}",
    )
