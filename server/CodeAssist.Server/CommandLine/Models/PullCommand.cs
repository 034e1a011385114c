using System.Globalization;
using CodeAssist.Core.LocalModels;
using CodeAssist.Core.LocalModels.Fit;
using CodeAssist.Core.Policy;
using CodeAssist.Egress.Protocol.Catalogue.OpenModels;
using CodeAssist.Models.Egress;
using CodeAssist.Models.Ledger;
using CodeAssist.Processes.Directories;
using CodeAssist.Server.Composition;
using CodeAssist.Server.LocalModels;
using CodeAssist.Server.LocalModels.Downloads;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine.Models;

/// <summary><c>codeassist models pull</c>: shows the licence, asks whether anything may leave the machine, and brings the file.</summary>
internal sealed class PullCommand(Startup startup, IAnsiConsole output, IAnsiConsole errors)
{
    private readonly ModelShop _shop = new(startup.Places, startup.Settings, UserEnvironment.OfThisProcess(), TimeProvider.System);

    /// <param name="id">Of a model of the catalogue.</param>
    /// <param name="acceptsLicence">Whether the user has said yes to a licence that is not for use at work, or of which that is not known.</param>
    /// <param name="cancellationToken">Ends it; what has come is kept.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(string id, bool acceptsLicence, CancellationToken cancellationToken)
    {
        // Egress knows the list that it came with, and no other.
        if (OpenModelFiles.Shipped.Find(id) is not { Files: [var file, ..] } model)
        {
            return Say(ExitCode.Usage, $"There is no file of {id} in the list of models.", "`codeassist models list` shows what there is; a file that is here already can be imported.");
        }

        output.MarkupLineInterpolated($"{model.Name}: {model.Licence!.Value}, {Use(model)}. {model.LicenceText?.Value ?? ""}");
        if (model.NeedsConsent && !acceptsLicence)
        {
            return Say(ExitCode.Usage, "This licence does not allow use at work, or nobody has read whether it does.", "Read it, and say --accept-licence if it allows what you want.");
        }

        // No folder takes part: nothing of one is read. What a repository forbids is about its own code.
        if (await startup.ReadPolicyAsync([], cancellationToken) is NetworkPolicy.LocalOnly local)
        {
            return Say(ExitCode.Unavailable, $"Nothing may leave this machine, and a download asks for something there. {local.Reasons[0].Sentence}", "`codeassist policy` decides; `codeassist models import` takes a file that is here.");
        }

        await WarnAsync(model, file, cancellationToken);
        var target = Path.Combine(_shop.Shelf.Folder, model.Id, file.FileName);
        var outcome = await FetchAsync(new DownloadWish(model.Id, File: 0, target, file.Bytes?.Value, file.Sha256?.Value), cancellationToken);
        return outcome switch
        {
            DownloadOutcome.Failed failed => Say(ExitCode.Unavailable, failed.Message, failed.NextStep),
            DownloadOutcome.Done done => await KeepAsync(model, file, target, done, cancellationToken),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<DownloadOutcome> FetchAsync(DownloadWish wish, CancellationToken cancellationToken)
    {
        using var ledger = new AuditLedger(LedgerFiles.In(startup.Places.Directories.Data), new LedgerOptions(), TimeProvider.System);
        await using var recorder = new LedgerRecorder(ledger, startup.Logger);
        await using var link = startup.CreateEgress(static () => [], recorder);
        var download = new ModelDownload(wish, new ModelDownloads(link), DownloadDisk.Real, TimeProvider.System);
        if (!errors.Profile.Capabilities.Interactive)
        {
            return await download.RunAsync(static _ => { }, cancellationToken);
        }

        return await errors.Progress().AutoClear(enabled: true).StartAsync(async context =>
        {
            var task = context.AddTask(wish.Model);
            return await download.RunAsync(
                progress =>
                {
                    task.MaxValue = progress.TotalBytes;
                    task.Value = progress.DoneBytes;
                    task.Description = Words(wish.Model, progress);
                },
                cancellationToken);
        });
    }

    private async Task<int> KeepAsync(OpenModel model, OpenModelFile file, string target, DownloadOutcome.Done done, CancellationToken cancellationToken)
    {
        var (visit, failure) = await startup.VisitHostAsync(cancellationToken);
        if (visit is null)
        {
            return Say(ExitCode.Unavailable, failure!.Message, failure.NextStep);
        }

        await using (visit)
        {
            if (await visit.InspectAsync(target, cancellationToken) is { Failure: { } unusable })
            {
                File.Delete(target);
                return Say(ExitCode.Unavailable, $"{unusable.Message} The file was deleted.", unusable.NextStep);
            }
        }

        _shop.Shelf.Add(new ShelfEntry(model.Id, target, done.Sha256, new FileInfo(target).Length, _shop.Today, model.Id, $"{file.Hub}:{file.Repository}/{file.Path}"));
        output.MarkupLineInterpolated($"{model.Id} is here. SHA-256 {done.Sha256}{(done.IsPinnedNow ? ", pinned now" : ", as promised")}");
        output.MarkupLineInterpolated($"`codeassist models use {model.Id}` lets it work.");
        return ExitCode.Success;
    }

    private async Task WarnAsync(OpenModel model, OpenModelFile file, CancellationToken cancellationToken)
    {
        var (visit, _) = await startup.VisitHostAsync(cancellationToken);
        if (visit is null || ModelMeasures.Of(model, file) is not { } measures)
        {
            return;
        }

        await using (visit)
        {
            if (await visit.TryReadStatusAsync(cancellationToken) is { } status && ModelInventory.MachineOf(status) is { } machine
                && FitSentences.Warning(FitPlanner.Plan(measures, machine), machine) is { } warning)
            {
                errors.MarkupLineInterpolated($"[yellow]{warning}[/]");
            }
        }
    }

    private int Say(int code, string message, string nextStep)
    {
        errors.MarkupLineInterpolated($"[red]{message}[/] {nextStep}");
        return code;
    }

    private static string Use(OpenModel model) => model.Commercial?.Value switch
    {
        CommercialUse.Allowed => "may be used at work",
        CommercialUse.Limited => "may be used at work, but not for everything",
        CommercialUse.Forbidden => "not for use at work",
        _ => "whether it may be used at work is not known",
    };

    private static string Words(string model, DownloadProgress progress) => progress.Remaining is { } left
        ? string.Create(CultureInfo.InvariantCulture, $"{model} {progress.BytesPerSecond / 1e6:0.0} MB/s, {left:hh\\:mm\\:ss} left")
        : model;
}
