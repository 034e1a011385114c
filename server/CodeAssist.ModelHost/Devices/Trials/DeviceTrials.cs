using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;
using Microsoft.Extensions.Logging;

namespace CodeAssist.ModelHost.Devices.Trials;

/// <summary>Has each GPU answer what the CPU has answered before a model is left to it, within a limit: a device may hang, or compute nonsense without a word.</summary>
/// <param name="quarantine">Where those go that fail.</param>
/// <param name="answers">What the CPU has answered.</param>
/// <param name="time">Measures the limit.</param>
/// <param name="logger">Takes what devices did.</param>
internal sealed partial class DeviceTrials(Quarantine quarantine, KnownAnswers answers, TimeProvider time, ILogger logger)
{
    /// <summary>
    /// Answers of a GPU differ from the CPU's by rounding alone: measured 0.01 to 0.07 on Mesa's software device (2026-11-22). What
    /// has nothing to do with the answer is 1.4 away.
    /// </summary>
    public const double MostDistance = 0.35;

    /// <summary>For the first answer of a GPU, for which its driver compiles its programs.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(120);

    private const int CpuContext = 256;
    private const int CpuMicroBatch = 128;

    public Quarantine Quarantine => quarantine;

    /// <summary>How an answer is computed; tests have devices that compute wrongly, or never end.</summary>
    public Trial Run { get; init; } = TrialRun.Answer;

    /// <summary>What the CPU answers: as it is kept, else computed now.</summary>
    /// <param name="key">Of the model.</param>
    /// <param name="load">Loads the model on the CPU.</param>
    /// <param name="threads">CPU threads.</param>
    /// <param name="known">The answer; null where none can be had, as without memory for it.</param>
    /// <returns>Why the model can be used nowhere; null where that is not known.</returns>
    public HostFailure? FindKnown(string key, Func<LlamaModel?> load, int threads, out TrialAnswer? known)
    {
        known = answers.Read(key);
        if (known is not null)
        {
            return null;
        }

        using var model = load();
        using var context = model is null ? null : LlamaContext.TryCreate(model, new ContextShape(CpuContext, 1, CpuMicroBatch, threads, OnGpu: false));
        if (context is null)
        {
            return null;
        }

        if (Run(model!.Vocabulary, context, out known) is { } failure)
        {
            return failure;
        }

        answers.Write(key, known!);
        return null;
    }

    /// <summary>Has a GPU answer. Model and context are disposed of where it fails, at once or as soon as the device lets go of them.</summary>
    /// <param name="device">Where the model is.</param>
    /// <param name="model">The model on it.</param>
    /// <param name="context">Its context.</param>
    /// <param name="known">What is right; null where nobody knows.</param>
    /// <param name="doing">Told what takes so long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Why it is not left to this device; null where it is.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public HostFailure? Try(
        DeviceDescription device, LlamaModel model, LlamaContext context, TrialAnswer? known, Action<string> doing, CancellationToken cancellationToken)
    {
        var work = new LimitedWork<HostFailure?>(() => Judge(device, model, context, known), (failure, fault) =>
        {
            context.Dispose();
            model.Dispose();
            Log.EndedLate(logger, device.Description, failure?.Message ?? fault?.Message ?? "well");
            if (failure is null && fault is null)
            {
                // Slow, but right: what was compiled is kept by the driver, and the next load takes it from there.
                quarantine.Lift(device);
            }
        });
        var isOver = work.TryRun(
            Limit,
            time,
            elapsed => doing($"Preparing {device.Description} for its first use: {elapsed.TotalSeconds:0} s of at most {Limit.TotalSeconds:0} s"),
            out var failure,
            cancellationToken);
        if (!isOver)
        {
            cancellationToken.ThrowIfCancellationRequested();
            failure = new HostFailure(
                HostFailureKind.DeviceFailed,
                $"{device.Description} did not give its first answer within {Limit.TotalSeconds:0} s.",
                "It goes on in the background; where that ends well, the device is used at the next start.");
        }
        else if (failure is not null)
        {
            context.Dispose();
            model.Dispose();
        }

        if (failure is { Kind: not HostFailureKind.NotEnoughMemory })
        {
            quarantine.Add(device, failure.Message);
        }

        return failure;
    }

    private HostFailure? Judge(DeviceDescription device, LlamaModel model, LlamaContext context, TrialAnswer? known)
    {
        if (Run(model.Vocabulary, context, out var answer) is { } failure)
        {
            return failure;
        }

        return known is not null && answer!.DistanceFrom(known) is > MostDistance and var distance
            ? new HostFailure(
                HostFailureKind.DeviceFailed,
                FormattableString.Invariant($"{device.Description} computes nonsense: its answer to a known text is {Math.Min(distance, 9.99):P0} off what the CPU computes."),
                "Update its driver; until then the model runs elsewhere.")
            : null;
    }

    /// <summary>Has a model answer the fixed text.</summary>
    internal delegate HostFailure? Trial(Vocabulary vocabulary, LlamaContext context, out TrialAnswer? answer);

    private static partial class Log
    {
        [LoggerMessage(226, LogLevel.Warning, "The trial of {Device} ended behind its limit: {End}")]
        public static partial void EndedLate(ILogger logger, string device, string end);
    }
}
