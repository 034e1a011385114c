using CodeAssist.Core.Integrity;
using CodeAssist.Processes.Broker;

namespace CodeAssist.Processes.Running;

/// <summary>A command that somebody has approved.</summary>
/// <param name="Words">The program and its arguments; no shell sees them.</param>
/// <param name="Folder">Absolute path: where it starts.</param>
/// <param name="WantsNetwork">Whether the network was approved; it is given only where the policy allows it as well.</param>
/// <param name="Workspaces">Every folder that is open, for the policy.</param>
/// <param name="Limits">What it may use.</param>
/// <param name="Approved"><see cref="Content"/> of what was approved: the broker compares it with what it is told to run.</param>
public sealed record RunRequest(
    IReadOnlyList<string> Words, string Folder, bool WantsNetwork, IReadOnlyList<WorkspaceFolder> Workspaces, RunLimits Limits, string Approved)
{
    /// <summary>Stands for a command, its folder and whether it has the network, and for nothing else.</summary>
    public static string Content(IReadOnlyList<string> words, string folder, bool wantsNetwork) =>
        Sha256.HexOf(System.Text.Encoding.UTF8.GetBytes(string.Join('\0', [folder, wantsNetwork ? "network" : "", .. words])));
}
