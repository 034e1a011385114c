using CodeAssist.Core.LocalModels;
using CodeAssist.Core.LocalModels.Fit;
using CodeAssist.Core.Policy;
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

    /// <summary>What egress has to be told at its start.</summary>
    public static ModelErrand ErrandOf(string wanted) => ModelAddress.TryParse(wanted, out _) ? new ModelErrand(wanted, "") : ModelErrand.None;

    /// <param name="wanted">A name of the lists, or an address.</param>
    /// <param name="acceptsLicence">Whether the user has said yes to a licence that is not for use at work, or of which that is not known.</param>
    /// <param name="cancellationToken">Ends it; what has come is kept.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(string wanted, bool acceptsLicence, CancellationToken cancellationToken)
    {
        if (_shop.Problem is { } problem)
        {
            errors.MarkupLineInterpolated($"[yellow]{problem}[/]");
        }

        if (PullSubject.Find(wanted, _shop.Cards, _shop.Shelf.Folder) is not { } subject)
        {
            return Say(
                ExitCode.Usage,
                wanted.Contains("://", StringComparison.Ordinal) ? $"{wanted} is not the plain https address of a .gguf file." : $"There is no file of {wanted} in the list of models.",
                "`codeassist models list` shows what there is; a file that is here already can be imported.");
        }

        output.MarkupLineInterpolated($"{subject.Model.Name}: {PullSentences.Licence(subject.Model)}");
        if (subject.Model.NeedsConsent && !acceptsLicence)
        {
            return Say(ExitCode.Usage, "This licence does not allow use at work, or nobody has read whether it does.", "Read it, and say --accept-licence if it allows what you want.");
        }

        if (startup.ReadPolicyForModels() is NetworkPolicy.LocalOnly local)
        {
            return Say(ExitCode.Unavailable, $"Nothing may leave this machine, and a download asks for something there. {local.Reasons[0].Sentence}", "`codeassist policy` decides; `codeassist models import` takes a file that is here.");
        }

        await WarnAsync(subject.Model, subject.File, cancellationToken);
        switch (await FetchAsync(subject, cancellationToken))
        {
            case DownloadOutcome.Failed failed:
                return Say(ExitCode.Unavailable, failed.Message, failed.NextStep);
            case DownloadOutcome.Done done:
                output.MarkupLineInterpolated($"{subject.Name} is here. SHA-256 {done.Sha256}{(done.IsPinnedNow ? ", pinned now" : ", as promised")}");
                output.MarkupLineInterpolated($"`codeassist models use {subject.Name}` lets it work.");
                return ExitCode.Success;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task<DownloadOutcome> FetchAsync(PullSubject subject, CancellationToken cancellationToken)
    {
        using var ledger = new AuditLedger(LedgerFiles.In(startup.Places.Directories.Data), new LedgerOptions(), TimeProvider.System);
        await using var recorder = new LedgerRecorder(ledger, startup.Logger);
        await using var source = new ModelDownloads(startup.CreateHubEgress(recorder), "codeassist models pull");
        var pull = new ModelPull(_shop, source, startup.VisitHostAsync, DownloadDisk.Real, TimeProvider.System);
        if (!errors.Profile.Capabilities.Interactive)
        {
            return await pull.RunAsync(subject, static _ => { }, cancellationToken);
        }

        return await errors.Progress().AutoClear(enabled: true).StartAsync(async context =>
        {
            var task = context.AddTask(subject.Name);
            return await pull.RunAsync(
                subject,
                progress =>
                {
                    task.MaxValue = progress.TotalBytes;
                    task.Value = progress.DoneBytes;
                    task.Description = $"{subject.Name} {PullSentences.Pace(progress)}";
                },
                cancellationToken);
        });
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
            if (await visit.TryReadStatusAsync(cancellationToken) is { } status && _shop.MachineOf(status) is { } machine
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
}
