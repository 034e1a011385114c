using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CodeAssist.Context;
using CodeAssist.Context.CSharp;
using CodeAssist.Context.Outline;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Files;
using CodeAssist.Core.Privacy.Characters;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Server.Delegating.Hands;

/// <summary>Reading, listing, searching. Answers are bounded; what is left out is said. The text of a file is text, whatever it says.</summary>
internal sealed class LookingHands(TaskDisk disk, TimeProvider time)
{
    private const int MostLines = 400;
    private const int MostCharacters = 32 * 1024;
    private const int MostHits = 100;
    private const int MostFiles = 20_000;
    private const int LongestHit = 300;

    /// <summary>Characters of C# that are read to tell symbols of one name apart.</summary>
    private const int MostSource = 16 * 1024 * 1024;

    private static readonly TimeSpan _searchLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _lineLimit = TimeSpan.FromMilliseconds(100);

    public async Task<ActionResult> ReadAsync(AgentAction.Read read, ApprovalGrant? grant, CancellationToken cancellationToken)
    {
        var (path, refused) = await disk.AdmitAsync(read.Path, cancellationToken);
        if (path is null)
        {
            return refused!;
        }

        if (!disk.TryRead(path, out var text, out var objection))
        {
            return disk.Fail(objection);
        }

        if (text.File.Links > 1)
        {
            var key = TaskDisk.Fingerprint($"read\n{path}\n{text.Text}");
            if (!string.Equals(grant?.Key, key, StringComparison.Ordinal))
            {
                return new ActionResult.NeedsApproval(new ApprovalRequest(
                    key, $"Read {path}", path.Text, "The file has a second name, which may lie outside this folder.", CanBeRemembered: false));
            }
        }

        var document = DocumentSnapshot.Open(path.Text, LanguageIds.Of(path.Text), 0, text.Text);
        var count = LineDifference.CountLines(document);
        var wanted = read.Lines ?? new LineSpan(0, count);
        var (start, end) = (Math.Clamp(wanted.Start, 0, count), Math.Clamp(wanted.End, 0, Math.Min(count, Math.Clamp(wanted.Start, 0, count) + MostLines)));
        var shown = new StringBuilder();
        var at = start;
        for (; at < end && shown.Length < MostCharacters; at++)
        {
            var line = document.Line(at);
            shown.Append(line[..Math.Min(line.Length, MostCharacters)]).Append('\n');
        }

        disk.Remember(path, text.Text, isWhole: start == 0 && at >= count);
        var head = string.Create(CultureInfo.InvariantCulture, $"{path}, {(count == 0 ? "empty" : $"lines {start + 1} to {at} of {count}")}{(text.IsUnsaved ? ", not saved in the editor" : "")}:\n");
        var clean = HiddenCharacters.Clean(shown.ToString());
        return Done(disk.Part(path, head + clean.Text + HiddenCharacterNote.Of(clean, start + 1)));
    }

    public async Task<ActionResult> ListAsync(AgentAction.List list, CancellationToken cancellationToken)
    {
        var (path, refused) = await disk.AdmitAsync(list.Folder, cancellationToken);
        if (path is null)
        {
            return refused!;
        }

        if (!disk.Folder.TryList(path, out var listing, out var objection))
        {
            return disk.Fail(objection);
        }

        var (files, _, _) = await disk.Files.WalkAsync(path, MostFiles, cancellationToken);
        var told = files.Where(file => TaskDisk.MayTell(file.Path)).Select(file => file.Path.Text[(path.Text.Length == 0 ? 0 : path.Text.Length + 1)..])
            .Select(name => name.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? name[..(slash + 1)] : name)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var text = new StringBuilder().AppendJoin('\n', told.Take(MostLines)).Append(told.Count > 0 ? "\n" : "There is nothing that may be read.\n");
        if (told.Count > MostLines || !listing.IsWhole)
        {
            text.Append("There is more.\n");
        }

        if (listing.Skipped > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"Left out: {listing.Skipped} links or devices, which are not followed.\n");
        }

        return Done(disk.Part(text.ToString()));
    }

    public async Task<ActionResult> SearchAsync(AgentAction.Search search, CancellationToken cancellationToken)
    {
        if (search.Pattern.Length == 0 || Pattern(search) is not { } pattern)
        {
            return new ActionResult.Failed { Parts = [TaskDisk.Own("The pattern is empty or no regular expression.\n")] };
        }

        return await ScanAsync(search.Folder, $"'{search.Pattern}'", (_, document) => Lines(document, pattern), () => "", cancellationToken);
    }

    /// <summary>In C# by what a name means as far as the files tell, elsewhere by whole words. Which overload is meant is left to whoever reads.</summary>
    public async Task<ActionResult> ReferencesAsync(AgentAction.References references, CancellationToken cancellationToken)
    {
        var bare = references.Symbol.Split('(', '<')[0];
        var name = bare[(bare.LastIndexOf('.') + 1)..];
        if (name.Length == 0 || !name.All(character => char.IsLetterOrDigit(character) || character is '_'))
        {
            return new ActionResult.Failed { Parts = [TaskDisk.Own("That is no name of a symbol.\n")] };
        }

        var word = new Regex($@"\b{Regex.Escape(name)}\b", RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout);
        var uses = new CSharpReferences(references.Symbol, await SourcesAsync(cancellationToken));
        return await ScanAsync(
            "",
            $"'{name}'",
            (path, document) => uses.LinesOf(path.Text, cancellationToken) ?? Lines(document, word),
            () => uses.Others > 0 ? $"Other symbols of that name are left out: {uses.Others.ToString(CultureInfo.InvariantCulture)} uses.\n" : "Found by name; other symbols of that name may be among them.\n",
            cancellationToken);
    }

    // All of C# where it is not too much: what a name means stands in files that do not hold it.
    private async Task<List<(string Path, string Text)>> SourcesAsync(CancellationToken cancellationToken)
    {
        var (files, _, _) = await disk.Files.WalkAsync(TaskPath.Root, MostFiles, cancellationToken);
        var (sources, characters) = (new List<(string, string)>(), 0);
        foreach (var file in files.Where(file => TaskDisk.MayTell(file.Path) && string.Equals(LanguageIds.Of(file.Path.Text), Languages.CSharp, StringComparison.Ordinal)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (characters < MostSource && disk.TryRead(file.Path, out var text, out _) && text.File.Links == 1)
            {
                sources.Add((file.Path.Text, text.Text));
                characters += text.Text.Length;
            }
        }

        return sources;
    }

    public async Task<ActionResult> OutlineAsync(AgentAction.Outline outline, CancellationToken cancellationToken)
    {
        var (path, refused) = await disk.AdmitAsync(outline.Path, cancellationToken);
        if (path is null)
        {
            return refused!;
        }

        if (!disk.TryRead(path, out var text, out var objection))
        {
            return disk.Fail(objection);
        }

        if (disk.SecondName(path, text) is { } why)
        {
            return new ActionResult.Failed { Parts = [disk.Part(why + "\n")] };
        }

        var members = new CodeOutline().Read(DocumentSnapshot.Open(path.Text, LanguageIds.Of(path.Text), 0, text.Text));
        var lines = members.Take(MostLines).Select(member => string.Create(CultureInfo.InvariantCulture, $"{member.Symbol}, lines {member.Lines.Start + 1} to {member.Lines.End}: {member.Signature}\n"));
        return Done(disk.Part(path, members.Count == 0 ? $"No members are known of '{path}'; read it.\n" : string.Concat(lines)));
    }

    private async Task<ActionResult> ScanAsync(
        string folder, string subject, Func<TaskPath, DocumentSnapshot, IReadOnlyList<int>> linesOf, Func<string> note, CancellationToken cancellationToken)
    {
        var (below, refused) = await disk.AdmitAsync(folder, cancellationToken);
        if (below is null)
        {
            return refused!;
        }

        var started = time.GetTimestamp();
        var (files, isWhole, skipped) = await disk.Files.WalkAsync(below, MostFiles, cancellationToken);
        List<PayloadPart> parts = [];
        var hits = 0;
        foreach (var file in files.Where(file => TaskDisk.MayTell(file.Path)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (hits >= MostHits || time.GetElapsedTime(started) > _searchLimit)
            {
                isWhole = false;
                break;
            }

            // A file with a second name is asked about when it is read; a search passes it over.
            if (!disk.TryRead(file.Path, out var text, out _) || text.File.Links > 1)
            {
                continue;
            }

            var document = DocumentSnapshot.Open(file.Path.Text, LanguageIds.Of(file.Path.Text), 0, text.Text);
            var found = linesOf(file.Path, document).Take(MostHits - hits).ToList();
            hits += found.Count;
            if (found.Count > 0)
            {
                parts.Add(disk.Part(file.Path, string.Concat(found.Select(line => Shown(file.Path, document, line)))));
            }
        }

        parts.Add(TaskDisk.Own(
            (hits == 0 ? $"{subject} was not found.\n" : note())
            + (isWhole ? "" : "There may be more: not everything was searched.\n")
            + (skipped > 0 ? string.Create(CultureInfo.InvariantCulture, $"Left out: {skipped} links or devices, which are not followed.\n") : "")));
        return new ActionResult.Done { Parts = [.. parts.Where(part => part.Text.Length > 0)] };
    }

    private static string Shown(TaskPath path, DocumentSnapshot document, int line)
    {
        var text = document.Line(line);
        return string.Create(CultureInfo.InvariantCulture, $"{path}:{line + 1}: {text[..Math.Min(text.Length, LongestHit)].Trim()}\n");
    }

    private static List<int> Lines(DocumentSnapshot document, Regex pattern)
    {
        List<int> lines = [];
        try
        {
            for (var line = 0; line < document.LineCount && lines.Count < MostHits; line++)
            {
                if (pattern.IsMatch(document.Line(line)))
                {
                    lines.Add(line);
                }
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // This file's lines take an expression that goes back too long; those that were found count.
        }

        return lines;
    }

    private static Regex? Pattern(AgentAction.Search search)
    {
        var text = search.IsRegex ? search.Pattern : Regex.Escape(search.Pattern);
        try
        {
            // Takes time by the length of a line and no more; a limit would only lose lines on a busy machine.
            return new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);
        }
        catch (NotSupportedException)
        {
            // It looks back or ahead, which only the other engine can.
            return new Regex(text, RegexOptions.CultureInvariant, _lineLimit);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static ActionResult.Done Done(PayloadPart part) => new() { Parts = [part] };
}
