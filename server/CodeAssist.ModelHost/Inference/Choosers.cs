using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Inference;

/// <summary>Which chooser goes about it as a request says.</summary>
internal static class Choosers
{
    public static ITokenChooser For(SamplingOptions sampling) => sampling.Temperature > 0 ? new SampledChooser(sampling) : GreedyChooser.Instance;
}
