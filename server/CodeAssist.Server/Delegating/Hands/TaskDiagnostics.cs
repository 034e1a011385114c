using System.Globalization;
using CodeAssist.Context;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Edits;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Reviewers;
using CodeAssist.Core.Text;

namespace CodeAssist.Server.Delegating.Hands;

/// <summary>What the C# compiler says of files as they stand, or of what an edit brought.</summary>
internal sealed class TaskDiagnostics(TaskDisk disk, HandsPlace place, Func<IReadOnlyCollection<string>> changed)
{
    private const int MostTold = 40;

    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(20);

    /// <summary>What is new since an edit.</summary>
    public Task<IReadOnlyList<PayloadPart>> OfAsync(IReadOnlyList<EditedFile> files, CancellationToken cancellationToken) => AskAsync(
        [.. files.Where(file => file.After is not null).Select(file => Changed(file.NewPath.Text, file.Before, file.After!))], "No new problems in the changed C# files.\n", cancellationToken);

    public async Task<ActionResult> TellAsync(AgentAction.Diagnostics action, CancellationToken cancellationToken)
    {
        List<ChangedFile> files = [];
        foreach (var written in action.Path is { } one ? [one] : changed())
        {
            var (path, refused) = await disk.AdmitAsync(written, cancellationToken);
            if (path is null && action.Path is not null)
            {
                return refused!;
            }

            if (path is not null && disk.TryRead(path, out var text, out _))
            {
                if (disk.SecondName(path, text) is { } why)
                {
                    if (action.Path is not null)
                    {
                        return new ActionResult.Failed { Parts = [disk.Part(why + "\n")] };
                    }

                    continue;
                }

                files.Add(ChangedFile.AsItStands(path.Text, DocumentSnapshot.Open(path.Text, LanguageIds.Of(path.Text), 0, text.Text)));
            }
        }

        return files.Count == 0
            ? new ActionResult.Failed { Parts = [TaskDisk.Own("There is no such file.\n")] }
            : new ActionResult.Done { Parts = await AskAsync(files, "The compiler has nothing to say of them.\n", cancellationToken) };
    }

    private async Task<IReadOnlyList<PayloadPart>> AskAsync(IReadOnlyList<ChangedFile> all, string nothing, CancellationToken cancellationToken)
    {
        var files = all.Where(file => string.Equals(file.New!.Language, Languages.CSharp, StringComparison.Ordinal)).ToList();
        if (files.Count == 0)
        {
            return [];
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_limit);
        var change = new ChangeSet(place.Root, "the task's changes", files);
        var reviewer = new AnalyzersReviewer(place.Root, []);
        List<PayloadPart> parts = [];
        try
        {
            foreach (var file in files)
            {
                if (await reviewer.ReviewAsync(new FileUnderReview(change, file, []), deadline.Token) is ReviewerAnswer.Reviewed reviewed)
                {
                    parts.AddRange(reviewed.Claims.Take(MostTold).Select(claim => Part(file, Sentence(claim))));
                    parts.AddRange(reviewed.Gaps.Concat(reviewed.Notices).Select(note => Part(file, note + "\n")));
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            parts.Add(TaskDisk.Own("The compiler was not asked to the end; that takes too long here.\n"));
        }

        return parts.Count > 0 ? parts : [TaskDisk.Own(nothing)];
    }

    private PayloadPart Part(ChangedFile file, string text) => new(text, [new PartOrigin.File(place.Root, file.Path, IsIgnored: false)]);

    private static string Sentence(Claim claim)
    {
        var line = claim.Place is ClaimedPlace.At at ? string.Create(CultureInfo.InvariantCulture, $":{at.Range.Start.Line + 1}") : "";
        return $"{claim.Path}{line}: {claim.Rule.Id}: {claim.Message}\n";
    }

    private static ChangedFile Changed(string path, string? before, string after)
    {
        var language = LanguageIds.Of(path);
        var text = DocumentSnapshot.Open(path, language, 0, after);
        var old = before is null ? null : DocumentSnapshot.Open(path, language, 0, before);
        return new ChangedFile
        {
            Path = path,
            Kind = old is null ? ChangeKind.Added : ChangeKind.Modified,
            Old = old,
            New = text,
            Hunks = old is null ? [new Hunk(default, new LineSpan(0, text.LineCount))] : LineDifference.Between(old, text),
        };
    }
}
