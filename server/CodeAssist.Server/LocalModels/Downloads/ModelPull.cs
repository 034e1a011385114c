using CodeAssist.Core.Models;
using CodeAssist.Models.Egress;
using CodeAssist.Models.Local;

namespace CodeAssist.Server.LocalModels.Downloads;

/// <summary>Brings a model to this machine, has the host look into it, and puts it into the list.</summary>
/// <param name="shop">Keeps the list.</param>
/// <param name="source">Hands out files.</param>
/// <param name="visit">Opens a connection to the host.</param>
/// <param name="disk">The disk.</param>
/// <param name="time">Measures waits and speed.</param>
internal sealed class ModelPull(
    ModelShop shop, IModelSource source, Func<CancellationToken, Task<(HostVisit? Visit, ModelFailure? Failure)>> visit, DownloadDisk disk, TimeProvider time)
{
    /// <param name="subject">What is wanted; its licence has been shown and its size is wanted.</param>
    /// <param name="progress">Told after every piece; must be quick.</param>
    /// <param name="cancellationToken">Ends it; what has come is kept, and the next try goes on with it.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<DownloadOutcome> RunAsync(PullSubject subject, Action<DownloadProgress> progress, CancellationToken cancellationToken)
    {
        var (wishes, digests, isPinnedNow) = (subject.Wishes, new List<string>(), false);
        foreach (var wish in wishes)
        {
            var download = new ModelDownload(wish, source, disk, time);
            var outcome = await download.RunAsync(coming => progress(coming with { Part = wish.Part, Parts = wishes.Count }), cancellationToken);
            if (outcome is not DownloadOutcome.Done one)
            {
                return outcome;
            }

            digests.Add(one.Sha256);
            isPinnedNow |= one.IsPinnedNow;
        }

        var done = new DownloadOutcome.Done(FileDigest.Together(digests), isPinnedNow);

        var (host, failure) = await visit(cancellationToken);
        if (host is null)
        {
            return new DownloadOutcome.Failed(failure!.Message, failure.NextStep);
        }

        await using (host)
        {
            if (await host.InspectAsync(subject.Target, cancellationToken) is { Failure: { } unusable })
            {
                foreach (var wish in wishes)
                {
                    File.Delete(wish.Target);
                }

                return new DownloadOutcome.Failed($"{unusable.Message} The file was deleted.", unusable.NextStep);
            }
        }

        shop.Shelf.Add(ShelfEntry.Of(subject.Name, subject.Target, done.Sha256, shop.Today) with { Card = subject.Card, From = subject.From });
        return done;
    }
}
