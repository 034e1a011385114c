using CodeAssist.Core.Policy;
using CodeAssist.Lsp;
using CodeAssist.Lsp.Protocol;
using CodeAssist.Processes;
using CodeAssist.Server.Features.Status;
using EditorFolder = CodeAssist.Lsp.Protocol.WorkspaceFolder;
using WorkspaceFolder = CodeAssist.Processes.Broker.WorkspaceFolder;

namespace CodeAssist.Server.Features.Policy;

/// <summary>Asks what may leave the machine whenever the answer may have changed, and switches the user's own decisions.</summary>
/// <param name="ask">Asks broker and files; no answer counts as a reason to stay local.</param>
/// <param name="decisions">The user's own.</param>
/// <param name="board">Is told the answer.</param>
internal sealed class PolicyWatch(
    Func<IReadOnlyList<WorkspaceFolder>, CancellationToken, Task<NetworkPolicy>> ask, UserDecisions decisions, StatusBoard board)
{
    private const string Allow = "Allow it";
    private const string Keep = "Keep everything here";

    private volatile IReadOnlyList<WorkspaceFolder> _folders = [];

    /// <summary>The folders that are open, as the policy is asked about them.</summary>
    public IReadOnlyList<WorkspaceFolder> Folders => _folders;

    /// <summary>These folders are open now.</summary>
    public void Look(IReadOnlyList<EditorFolder> folders, WorkspaceTrust trust)
    {
        // What lies on no disk of this machine has no policy file either; it counts as a folder that nothing is known of.
        _folders = [.. folders.Select(folder => Uri.TryCreate(folder.Uri, UriKind.Absolute, out var uri) && uri.IsFile
            ? new WorkspaceFolder(uri.LocalPath, trust)
            : new WorkspaceFolder(folder.Name, WorkspaceTrust.Unknown))];
        _ = LookAsync(CancellationToken.None);
    }

    /// <summary>Switches local-only on, or off where the user had switched it on. Who has decided nothing yet is asked.</summary>
    /// <param name="editor">Where the user is asked.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What came of it, in a sentence for people; null where the user did not answer.</returns>
    public async Task<string?> ToggleAsync(LspClient editor, CancellationToken cancellationToken)
    {
        var user = decisions.User;
        var wasOn = user is PolicyStatement.LocalOnly;
        if (user is PolicyStatement.Silent)
        {
            // Nothing leaves before the user has said so: to switch that on would look like nothing.
            const string Question = "Nothing leaves this machine, because you have not said that anything may. Hard tasks can go to closed models if you allow it; by default you are asked each time.";
            if (await editor.AskAsync(MessageType.Information, Question, [Allow, Keep], cancellationToken) is not { } answer)
            {
                return null;
            }

            wasOn = answer is Allow;
        }

        if ((wasOn ? await decisions.AllowAsync(cancellationToken) : decisions.KeepLocal()) is { } failure)
        {
            return Sentence(failure);
        }

        return await LookAsync(cancellationToken) switch
        {
            NetworkPolicy.Open => "Local-only is off.",
            NetworkPolicy.LocalOnly when !wasOn => "Local-only is on: nothing leaves this machine.",
            NetworkPolicy.LocalOnly local => $"Local-only is off, and still nothing leaves this machine. {local.Reasons[0].Sentence}",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Makes the repositories of the open folders private, or releases them where the list has them all.</summary>
    /// <returns>What came of it, in a sentence for people.</returns>
    public async Task<string> TogglePrivateAsync(CancellationToken cancellationToken)
    {
        var folders = _folders;
        if (folders.Count == 0)
        {
            return "No folder is open whose repository could be made private.";
        }

        var wasPrivate = decisions.ArePrivate(folders);
        var failure = wasPrivate
            ? await decisions.ReleaseAsync(folders, cancellationToken)
            : await decisions.MakePrivateAsync(folders, cancellationToken);
        if (failure is not null)
        {
            return Sentence(failure);
        }

        var policy = await LookAsync(cancellationToken);
        var names = string.Join(", ", folders.Select(folder => Path.GetFileName(Path.TrimEndingDirectorySeparator(folder.Path))));
        return wasPrivate
            ? $"{names}: no longer private.{(policy is NetworkPolicy.LocalOnly local ? $" Still nothing leaves this machine. {local.Reasons[0].Sentence}" : "")}"
            : $"{names}: private. Its code stays on this machine, also when the folder is renamed or checked out again.";
    }

    private async Task<NetworkPolicy> LookAsync(CancellationToken cancellationToken)
    {
        // The first caller is the queue, which waits for nobody.
        await Task.Yield();
        var folders = _folders;
        var policy = await ask(folders, cancellationToken);
        board.Policy(policy, decisions.ArePrivate(folders));

        return policy;
    }

    private static string Sentence(ProcessFailure failure) => $"{failure.Message} {failure.NextStep}";
}
