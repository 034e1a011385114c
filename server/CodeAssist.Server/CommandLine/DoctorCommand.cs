using System.Runtime.InteropServices;
using System.Text.Json;
using CodeAssist.Core.Completion;
using CodeAssist.Core.Models;
using CodeAssist.Core.Policy;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.Processes.Isolation;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.Composition;
using CodeAssist.Server.Features.Usage;
using Spectre.Console;
using OpenFolder = CodeAssist.Processes.Broker.WorkspaceFolder;

namespace CodeAssist.Server.CommandLine;

/// <summary><c>codeassist doctor</c>: looks at every part that a suggestion needs and says for each problem what to do.</summary>
internal sealed class DoctorCommand(IAnsiConsole output, IAnsiConsole errors, TextWriter json)
{
    private static readonly TimeSpan _loadPatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan _statusLimit = TimeSpan.FromSeconds(10);

    /// <returns>An <see cref="ExitCode"/>: success only when nothing is wrong.</returns>
    public async Task<int> RunAsync(bool asJson, bool retriesDevices, string settings, CancellationToken cancellationToken)
    {
        await using var startup = Startup.TryBegin("doctor", settings, out var failure);
        var report = startup is null
            ? Broken(new DoctorProblem(failure!.Message, failure.NextStep))
            : await ExamineAsync(startup, retriesDevices, cancellationToken);
        if (asJson)
        {
            await json.WriteLineAsync(JsonSerializer.Serialize(report, CommandLineJsonContext.Default.DoctorReport));
        }
        else
        {
            DoctorPage.Write(output, report);
        }

        return report.Problems.Count == 0 ? ExitCode.Success : ExitCode.Unavailable;
    }

    private async Task<DoctorReport> ExamineAsync(Startup startup, bool retriesDevices, CancellationToken cancellationToken)
    {
        var problems = startup.SettingsProblems.Select(problem => new DoctorProblem(problem, "Edit the settings file.")).ToList();
        var retried = retriesDevices ? await TrustDevicesAsync(startup, problems, cancellationToken) : [];
        await using var engine = startup.CreateEngine();
        var availability = await LoadProgress.ShowAsync(
            errors, engine.Model, () => engine.Model.GetReadyAsync(_loadPatience, cancellationToken));
        if (availability is ModelAvailability.Unavailable { Failure: var failure })
        {
            problems.Add(new DoctorProblem(failure.Message, failure.NextStep));
        }
        else if (availability is ModelAvailability.Loading)
        {
            problems.Add(new DoctorProblem(
                $"The model was not loaded within {_loadPatience.TotalMinutes:0} minutes.", "Choose a smaller model."));
        }

        var (host, network) = await AskHostAsync(startup, problems, cancellationToken);
        if (host is null && availability is not ModelAvailability.Unavailable)
        {
            problems.Add(new DoctorProblem(
                "The model host does not say how it is.", $"Its log is {startup.HostLogFile}; close the editors that use it, and try again."));
        }

        var speed = availability is ModelAvailability.Ready ? await MeasureAsync(engine, problems, cancellationToken) : null;
        if (startup.Network is NetworkFilterResult.Refused refused)
        {
            problems.Add(new DoctorProblem(refused.Reason, refused.NextStep));
        }

        var (endpoints, wrong) = await ExamineEndpointsAsync(startup, cancellationToken);
        problems.AddRange(wrong);
        var policy = await startup.ReadPolicyAsync([], cancellationToken);

        return new DoctorReport(
            ProductFiles.Version,
            Platform,
            Sentences.Of(policy),
            Sentences.Of(startup.Network),
            network,
            host,
            engine.Local?.Description,
            speed,
            retried,
            endpoints,
            problems);
    }

    // Before the model is loaded, which tries them.
    private static async Task<IReadOnlyList<string>> TrustDevicesAsync(Startup startup, List<DoctorProblem> problems, CancellationToken cancellationToken)
    {
        var (visit, failure) = await startup.VisitHostAsync(cancellationToken);
        if (visit is null)
        {
            problems.Add(new DoctorProblem(failure!.Message, failure.NextStep));
            return [];
        }

        await using (visit)
        {
            return await visit.TrustDevicesAsync(cancellationToken) ?? [];
        }
    }

    private static async Task<(IReadOnlyList<DoctorEndpoint> Endpoints, IReadOnlyList<DoctorProblem> Problems)> ExamineEndpointsAsync(
        Startup startup, CancellationToken cancellationToken)
    {
        // Whoever asks in a terminal speaks for the folder that they stand in.
        var folder = WorkspaceFolder.RepositoryAround(Commands.StartFolder) ?? Commands.StartFolder;
        OpenFolder[] folders = [new(folder, WorkspaceTrust.Trusted)];
        using var uncounted = new LocalUse(TimeProvider.System, static _ => { });
        await using var models = ModelsAtHand.Over(startup, () => folders, uncounted, loads: false);
        return await new EndpointExamination(models, folder, TimeProvider.System).RunAsync(cancellationToken);
    }

    private static async Task<(StatusResult? Host, NetworkFilterState? Network)> AskHostAsync(
        Startup startup, List<DoctorProblem> problems, CancellationToken cancellationToken)
    {
        await using var connection = await startup.OpenHostAsync(cancellationToken);
        if (connection is null || await connection.TryReadStatusAsync(_statusLimit, cancellationToken) is not { } status)
        {
            return (null, null);
        }

        if (status.LibraryFailure is { } failure)
        {
            problems.Add(new DoctorProblem(failure.Message, failure.NextStep));
        }

        problems.AddRange(status.Devices.Where(device => device.Refusal is not null).Select(device =>
            new DoctorProblem($"{device.Description}: {device.Refusal}", "Another version of its driver is tried by itself.")));

        if (connection.Host.Network is NetworkFilterState.Refused)
        {
            problems.Add(new DoctorProblem(
                "The kernel refused the network filter of the model host.",
                "Run CodeAssist outside of sandboxes that forbid seccomp filters, or rely on the sandbox's own network rules."));
        }

        return (status, connection.Host.Network);
    }

    private static async Task<DoctorSpeed?> MeasureAsync(Engine engine, List<DoctorProblem> problems, CancellationToken cancellationToken)
    {
        var prompt = await engine.Pipeline.MeasureAsync(DoctorSample.Request, CompletionLimits.Default, cancellationToken);
        if (prompt is ModelReply.Answered { Usage: var usage })
        {
            return new DoctorSpeed(
                usage.PromptTokens, usage.GeneratedTokens, usage.FirstToken.TotalMilliseconds, usage.TokensPerSecond);
        }

        if (prompt is ModelReply.Failed { Failure: var failure })
        {
            problems.Add(new DoctorProblem(failure.Message, failure.NextStep));
        }

        return null;
    }

    private static DoctorReport Broken(DoctorProblem problem) =>
        new(
            ProductFiles.Version,
            Platform,
            Policy: "unknown",
            ServerNetwork: "unknown",
            HostNetwork: null,
            Host: null,
            Model: null,
            Speed: null,
            Retried: [],
            Endpoints: [],
            [problem]);

    private static string Platform =>
        $"{RuntimeInformation.OSDescription} · {RuntimeInformation.OSArchitecture} · {Environment.ProcessorCount} cores · {RuntimeInformation.FrameworkDescription}";
}
