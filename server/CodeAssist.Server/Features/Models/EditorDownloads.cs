using System.Collections.Concurrent;
using CodeAssist.Core.LocalModels;
using CodeAssist.Core.LocalModels.Fit;
using CodeAssist.Core.Models;
using CodeAssist.Core.Policy;
using CodeAssist.Lsp;
using CodeAssist.Models.Egress;
using CodeAssist.Models.Local;
using CodeAssist.Server.LocalModels;
using CodeAssist.Server.LocalModels.Downloads;

namespace CodeAssist.Server.Features.Models;

/// <summary>Downloads a model for an editor's user: says why not where nothing may leave, shows the licence, and how it goes on.</summary>
/// <param name="connect">Makes the way to the hubs.</param>
/// <param name="visit">Opens a connection to the host.</param>
/// <param name="policy">Whether models may be fetched.</param>
/// <param name="editor">Shows all that.</param>
/// <param name="time">Measures speed.</param>
internal sealed class EditorDownloads(
    Func<IModelSource> connect, Func<CancellationToken, Task<(HostVisit? Visit, ModelFailure? Failure)>> visit, Func<NetworkPolicy> policy, LspClient editor, TimeProvider time)
{
    private const string Yes = "Download";
    private const string YesAfterReading = "I have read it: download";

    private static readonly TimeSpan _reportInterval = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, bool> _underWay = new(StringComparer.Ordinal);

    /// <summary>Brings a file here, for as long as that takes.</summary>
    /// <param name="shop">Keeps the list.</param>
    /// <param name="subject">The file.</param>
    /// <param name="warning">Why it would run badly here; null where it would not.</param>
    /// <param name="cancellationToken">Ends it; what has come is kept.</param>
    /// <returns>Why it is not here, in a sentence; null where it is.</returns>
    public async Task<string?> PullAsync(ModelShop shop, PullSubject subject, string? warning, CancellationToken cancellationToken)
    {
        if (policy() is NetworkPolicy.LocalOnly local)
        {
            return $"{subject.Model.Name} is not on this machine, and nothing may leave it, a request for a download included. {local.Reasons[0].Sentence}";
        }

        if (!_underWay.TryAdd(subject.Target, value: true))
        {
            return $"{subject.Model.Name} is on its way already.";
        }

        try
        {
            return await AgreesAsync(subject.Model, warning, cancellationToken) ? await FetchAsync(shop, subject, cancellationToken) : "Nothing was downloaded.";
        }
        finally
        {
            _underWay.TryRemove(subject.Target, out _);
        }
    }

    /// <summary>How far a download has come.</summary>
    public static string Words(DownloadProgress progress) =>
        $"{FitSentences.Bytes(progress.DoneBytes)} of {FitSentences.Bytes(progress.TotalBytes)}{(PullSentences.Pace(progress) is { Length: > 0 } pace ? $", {pace}" : "")}";

    private async Task<bool> AgreesAsync(OpenModel model, string? warning, CancellationToken cancellationToken)
    {
        var yes = model.NeedsConsent ? YesAfterReading : Yes;
        var question = $"{model.Name}: {PullSentences.Licence(model)}{(warning is null ? "" : " " + warning)}";
        return await editor.AskAsync(question, [yes], cancellationToken) is not null;
    }

    private async Task<string?> FetchAsync(ModelShop shop, PullSubject subject, CancellationToken cancellationToken)
    {
        using var shown = await editor.BeginProgressAsync($"CodeAssist: downloading {subject.Model.Name}", isCancellable: true, cancellationToken);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, shown.CancellationToken);
        await using var source = connect();
        var pull = new ModelPull(shop, source, visit, DownloadDisk.Real, time);
        try
        {
            return await pull.RunAsync(subject, Reports(shown), either.Token) is DownloadOutcome.Failed failed ? $"{failed.Message} {failed.NextStep}" : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"The download of {subject.Model.Name} was stopped. What has come is kept: choose it again to go on.";
        }
    }

    // Pieces come far more often than anybody reads.
    private Action<DownloadProgress> Reports(WorkDoneProgress shown)
    {
        var last = 0L;
        return progress =>
        {
            var before = Volatile.Read(ref last);
            if ((before == 0 || time.GetElapsedTime(before) >= _reportInterval) && Interlocked.CompareExchange(ref last, time.GetTimestamp(), before) == before)
            {
                shown.Report(Words(progress), (double)progress.DoneBytes / progress.TotalBytes);
            }
        };
    }
}
