using CodeAssist.JsonRpc;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.Models.Local;
using CodeAssist.Server.Composition;
using CodeAssist.Server.LocalModels;

namespace CodeAssist.Server.CommandLine.Models;

/// <summary>Measures how fast a model reads and writes, by the host's own clock.</summary>
internal static class ModelBench
{
    private const int WrittenTokens = 64;
    private const int Repeats = 12;

    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(5);

    /// <returns>The speed, or why there is none.</returns>
    public static async Task<(MeasuredSpeed? Speed, string? Failure)> MeasureAsync(
        Startup startup, LocalModelFile file, DateOnly today, CancellationToken cancellationToken)
    {
        if (file.Failure is { } unusable)
        {
            return (null, unusable.Message);
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_limit);
        try
        {
            // Open for as long as that takes: a host may go with its last client.
            var (visit, failure) = await startup.VisitHostAsync(deadline.Token);
            await using (visit)
            {
                return visit is null ? (null, $"{failure!.Message} {failure.NextStep}") : await MeasureAsync(startup, file.Found.Path, today, deadline.Token);
            }
        }
        catch (Exception exception) when (exception is ConnectionClosedException or JsonRpcException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (null, "The model host went away or took too long; its log says why.");
        }
    }

    private static async Task<(MeasuredSpeed? Speed, string? Failure)> MeasureAsync(Startup startup, string path, DateOnly today, CancellationToken cancellationToken)
    {
        var options = startup.OptionsFor(path);
        var checkedFile = await options.Check(path, cancellationToken);
        if (checkedFile.Failure is { } unfit)
        {
            return (null, $"{unfit.Message} {unfit.NextStep}");
        }

        await using var connection = await HostConnection.TryOpenAsync(options.Endpoint, "models bench", static _ => { }, options.ConnectTimeout, startup.Logger, cancellationToken);
        if (connection is null)
        {
            return (null, "The model host does not answer.");
        }

        var load = options.Load with { Adapter = checkedFile.Adapter, Draft = checkedFile.Draft };
        var id = options.ModelId(load);
        var loaded = await connection.CallAsync(
            HostProtocol.LoadModel,
            new LoadModelParams(id, path, load, checkedFile.Stamp),
            HostJsonContext.Default.LoadModelParams,
            HostJsonContext.Default.LoadModelResult,
            cancellationToken);
        if (loaded.Model is not { } model)
        {
            return (null, $"{loaded.Failure!.Message} {loaded.Failure.NextStep}");
        }

        // In a slot of its own, so that nothing is cached, and broken off where there is something to go on with.
        var text = string.Concat(Enumerable.Repeat(DoctorSample.Request.Text, Repeats)) + DoctorSample.Request.Text[..DoctorSample.Request.Caret];
        var result = await connection.CallAsync(
            HostProtocol.Generate,
            new GenerateParams(
                id,
                $"bench-{Guid.NewGuid():N}",
                [new PromptPart(Special: null, text, TrimRule.KeepEnd, Priority: 1)],
                GenerationPriority.Interactive,
                new GenerationLimits(WrittenTokens, []),
                SamplingOptions.Greedy,
                StreamId: null,
                Drafting: Drafting.Never),
            HostJsonContext.Default.GenerateParams,
            HostJsonContext.Default.GenerateResult,
            cancellationToken);
        if (result.Generation?.Usage is not { } usage)
        {
            return (null, result.Failure?.Message ?? "The model gave no answer.");
        }

        var reading = usage.FirstTokenMilliseconds / 1000;
        var writing = (usage.TotalMilliseconds - usage.FirstTokenMilliseconds) / 1000;
        return usage.GeneratedTokens > 1 && reading > 0 && writing > 0
            ? (new MeasuredSpeed((usage.PromptTokens - usage.ReusedTokens) / reading, (usage.GeneratedTokens - 1) / writing, model.Device.Device, today), null)
            : (null, "The model wrote nothing behind the sample, so that nothing could be measured.");
    }
}
