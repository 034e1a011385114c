using CodeAssist.Core.Policy;
using CodeAssist.Processes.Isolation;

namespace CodeAssist.Server.CommandLine;

/// <summary>What states mean, in words for people.</summary>
internal static class Sentences
{
    public static string Of(NetworkFilterResult network) =>
        network switch
        {
            NetworkFilterResult.Enforced => "refused by the kernel on every thread",
            NetworkFilterResult.Unsupported unsupported => $"not used. {unsupported.Reason}",
            NetworkFilterResult.Refused refused => $"not used, and the kernel would not refuse it: {refused.Reason}",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static string Of(NetworkPolicy policy) =>
        policy is NetworkPolicy.LocalOnly local
            ? $"local only. {local.Reasons[0].Sentence}"
            : "open, as you have allowed";
}
