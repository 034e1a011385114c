using System.Globalization;

namespace CodeAssist.Core.LocalModels.Fit;

/// <summary>Words for how a model would run.</summary>
public static class FitSentences
{
    /// <summary>A few words for a table.</summary>
    public static string Brief(FitPlan? plan) => plan switch
    {
        null => "unknown",
        { Verdict: FitVerdict.Gpu } => $"GPU, {Size(plan)}",
        { Verdict: FitVerdict.Partly } => $"GPU {plan.LayersOnGpu} of {plan.Layers} layers, {Size(plan)}",
        { Verdict: FitVerdict.Memory } => $"CPU, {Size(plan)}",
        { Verdict: FitVerdict.Swaps } => $"would swap, {Size(plan)}",
        _ => $"too large, {Size(plan)}",
    };

    /// <returns>What to say before it is started; null where all is well.</returns>
    public static string? Warning(FitPlan plan, Machine machine) => plan.Verdict switch
    {
        FitVerdict.Swaps =>
            $"It needs {Size(plan)}, and {Bytes(machine.FreeMemoryBytes)} of memory are free: the machine would begin to swap and everything on it would be slow. "
            + "Close other programs, or choose a smaller model or a smaller quantisation.",
        FitVerdict.TooLarge => $"It needs {Size(plan)}, and this machine has {Bytes(machine.MemoryBytes)} of memory: it cannot run here. Choose a smaller model or a smaller quantisation.",
        _ => null,
    };

    /// <summary>Gigabytes or megabytes, of 1e9 and 1e6 bytes.</summary>
    public static string Bytes(long bytes) => bytes >= 1_000_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB");

    private static string Size(FitPlan plan) => (plan.IsLeast ? "at least " : "") + Bytes(plan.Need.Total);
}
