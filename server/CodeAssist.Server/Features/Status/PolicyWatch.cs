using CodeAssist.Core.Policy;
using CodeAssist.Processes.Broker;
using CodeAssist.Processes.Policy;
using EditorFolder = CodeAssist.Lsp.Protocol.WorkspaceFolder;

namespace CodeAssist.Server.Features.Status;

/// <summary>Asks the broker what may leave the machine whenever the answer may have changed, and switches the user's own decision.</summary>
/// <param name="ask">Asks the broker; no answer counts as a reason to stay local.</param>
/// <param name="userPolicy">Absolute path of the user's policy file.</param>
/// <param name="board">Is told the answer.</param>
internal sealed class PolicyWatch(
    Func<IReadOnlyList<WorkspaceFolder>, CancellationToken, Task<NetworkPolicy>> ask, string userPolicy, StatusBoard board)
{
    private volatile IReadOnlyList<WorkspaceFolder> _folders = [];

    /// <summary>These folders are open now.</summary>
    public void Look(IReadOnlyList<EditorFolder> folders, WorkspaceTrust trust)
    {
        // What lies on no disk of this machine has no policy file either; it counts as a folder that nothing is known of.
        _folders = [.. folders.Select(folder => Uri.TryCreate(folder.Uri, UriKind.Absolute, out var uri) && uri.IsFile
            ? new WorkspaceFolder(uri.LocalPath, trust)
            : new WorkspaceFolder(folder.Name, WorkspaceTrust.Unknown))];
        _ = LookAsync(CancellationToken.None);
    }

    /// <summary>Switches local-only on, or off where the user had switched it on.</summary>
    /// <returns>What came of it, in a sentence for people.</returns>
    public async Task<string> ToggleAsync(CancellationToken cancellationToken)
    {
        var wasOn = UserPolicyFile.Read(userPolicy) is PolicyStatement.LocalOnly;
        if ((wasOn ? UserPolicyFile.SwitchOff(userPolicy) : UserPolicyFile.SwitchOn(userPolicy)) is { } failure)
        {
            return $"{failure.Message} {failure.NextStep}";
        }

        var policy = await LookAsync(cancellationToken);

        return policy switch
        {
            NetworkPolicy.Open => "Local-only is off.",
            NetworkPolicy.LocalOnly when !wasOn => "Local-only is on: nothing leaves this machine.",
            NetworkPolicy.LocalOnly local => $"Local-only is off, and still nothing leaves this machine. {local.Reasons[0].Sentence}",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<NetworkPolicy> LookAsync(CancellationToken cancellationToken)
    {
        // The first caller is the queue, which waits for nobody.
        await Task.Yield();
        var policy = await ask(_folders, cancellationToken);
        board.Policy(policy);

        return policy;
    }
}
