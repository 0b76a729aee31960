"""`collabtui matter archive|verify|search`: a matter as a folder, whether a file of it was changed, and what archives
say."""

from pathlib import Path
from typing import NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import FilePath, Option, Parser, PlacePath, Positional
from collabtui.cli.base.send_queued import send_queued
from collabtui.errors import Refused

_MOST_NAMED = 5
_LONGEST_LINE = 160
"""Characters of a line that are shown."""


class ArchiveArgs(NamedTuple):
    ref: str
    to: Option[PlacePath]


class VerifyArgs(NamedTuple):
    folder: FilePath


class SearchArgs(NamedTuple):
    text: str
    folders: Positional[tuple[FilePath, ...]]
    most: int = 20


def register(parser: Parser) -> None:
    parser.verb("archive", archive_matter, ArchiveArgs)
    parser.verb("verify", verify_archive, VerifyArgs)
    parser.verb("search", search_in_archives, SearchArgs)


def archive_matter(context: Context, arguments: ArchiveArgs) -> None:
    """Write the folder; what acceptance and looking back still lack is said, and keeps nobody from it."""
    from collabtui.domain.matters.step_requirements import unfinished
    from collabtui.lifecycle.matters.archive import archive, tell_those_asked
    from collabtui.lifecycle.matters.whole_facts import whole_facts
    from collabtui.store.queries.archive_mails import mails_of
    from collabtui.store.queries.lookup import matter_ref
    from collabtui.store.queries.step_facts import matter_facts

    ref = matter_ref(context.reader, arguments.ref)
    lacks = unfinished(whole_facts(context.acting(), matter_facts(context.reader, ref, today=context.today)))
    done = archive(context.acting(), ref, Path(arguments.to), mails_of(context.reader, ref))
    if context.options.json:
        lacking = [context.words(lack.key, **lack.values) for lack in lacks]
        shown = {"ref": ref, "path": arguments.to, "files": done.files, "head": done.head}
        context.show(shown | {"lacks": lacking})
    context.say("archive.written", ref=ref, path=arguments.to, n=done.files, head=done.head)
    if lacks:
        context.warn("archive.unfinished", ref=ref, lacks=lacks)
    if notices := tell_those_asked(context.acting(), ref):
        context.warn("archive.told", ref=ref, names=[mail.to for mail in notices])
        send_queued(context)


def verify_archive(context: Context, arguments: VerifyArgs) -> None:
    """Each file that is not as it was, a line each. Raises `Refused` (archive.altered) when there is one."""
    from collabtui.formats.archive_hash_chain import read_manifest
    from collabtui.lifecycle.matters.archive import verify

    folder = Path(arguments.folder)
    found = verify(folder, _heads(context, read_manifest(folder).matter))
    if context.options.json:
        findings = [one._asdict() for one in found.findings]
        about = {"matter": found.manifest.matter, "at": found.manifest.at, "head": found.manifest.head}
        context.show({**about, "intact": found.intact, "trail": found.trail, "findings": findings})
    for one in found.findings:
        context.say(f"archive.{one.what}", path=one.path)
    if found.findings:
        names = [one.path for one in found.findings[:_MOST_NAMED]]
        raise Refused("archive.altered", path=arguments.folder, n=len(found.findings), names=names)
    if found.trail == "other":
        raise Refused("archive.anew", path=arguments.folder, ref=found.manifest.matter)
    files, matter = len(found.manifest.entries), found.manifest.matter
    context.say(f"archive.intact_{found.trail}", n=files, ref=matter, head=found.manifest.head)


def _heads(context: Context, matter: str) -> list[str] | None:
    """None where there is no database, as on another machine."""
    if not context.has_database:
        return None
    from collabtui.store.queries.archive_mails import archive_heads

    return archive_heads(context.reader, matter)


def search_in_archives(context: Context, arguments: SearchArgs) -> None:
    """The lines that have the words, archive by archive, with the file of each."""
    from itertools import groupby

    from collabtui.lifecycle.matters.search_archives import archives_below, search_archives

    if arguments.most < 1:
        raise Refused("archive.most_wrong", value=arguments.most)
    archives = archives_below([Path(one) for one in arguments.folders])
    hits = list(search_archives(archives, arguments.text))
    if context.options.json:
        context.show([{**one._asdict(), "folder": str(one.folder)} for one in hits])
        return
    for folder, found in groupby(hits, key=lambda one: one.folder):
        lines = list(found)
        context.say("archive.found_in", matter=lines[0].matter, path=str(folder))
        for one in lines[: arguments.most]:
            context.out.line(f"  {one.path}:{one.line}  {one.text[:_LONGEST_LINE]}")
        if len(lines) > arguments.most:
            context.say("archive.found_more", n=len(lines) - arguments.most)
    if not hits:
        context.say("archive.found_none", n=len(archives), text=arguments.text)
    else:
        with_hits = len({one.folder for one in hits})
        context.say("archive.found", n=len(hits), found=with_hits, n_archives=len(archives))
