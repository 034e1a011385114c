using System.Text.Json;
using CodeAssist.Context;
using CodeAssist.Core.Review.Memory;
using CodeAssist.Processes.Directories;

namespace CodeAssist.Server.Reviewing.Memory;

/// <summary>What nobody wants to see again in a repository: the list that travels with it, and the user's own.</summary>
/// <param name="repository">Path of the file in the repository.</param>
/// <param name="user">Path of the file in the user's data.</param>
internal sealed class Dismissals(string repository, string user)
{
    /// <summary>Relative to the repository's root.</summary>
    public const string RepositoryFile = ".codeassist/dismissals.json";

    /// <summary>Both lists, and one sentence for each that cannot be used: its findings are then shown, which does no harm.</summary>
    public async Task<(IReadOnlyList<Dismissal> Dismissals, IReadOnlyList<string> Problems)> ReadAsync(CancellationToken cancellationToken)
    {
        List<Dismissal> dismissals = [];
        List<string> problems = [];
        foreach (var path in new[] { repository, user })
        {
            var (list, problem) = await ReadAsync(path, cancellationToken);
            dismissals.AddRange(list);
            if (problem is not null)
            {
                problems.Add(problem);
            }
        }

        return (dismissals, problems);
    }

    /// <returns>Null when it is written, otherwise one sentence on why not.</returns>
    public async Task<string?> AddAsync(Dismissal dismissal, DismissalPlace place, CancellationToken cancellationToken)
    {
        var path = place is DismissalPlace.Repository ? repository : user;
        var (list, problem) = await ReadAsync(path, cancellationToken);
        if (problem is not null)
        {
            // Written over, what somebody else decided would be gone.
            return problem;
        }

        var all = list.Where(other => !IsSame(other, dismissal)).Append(dismissal)
            .OrderBy(entry => entry.Path, StringComparer.Ordinal).ThenBy(entry => entry.Rule, StringComparer.Ordinal).ThenBy(entry => entry.Finding, StringComparer.Ordinal);
        try
        {
            var content = new DismissalList(DismissalList.CurrentVersion, [.. all]);
            ReplacedFile.Write(path, [.. JsonSerializer.SerializeToUtf8Bytes(content, MemoryJsonContext.Default.DismissalList), (byte)'\n']);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{path} cannot be written: {exception.Message.TrimEnd('.')}.";
        }
    }

    private static bool IsSame(Dismissal one, Dismissal other) =>
        one.Scope == other.Scope && string.Equals(one.Rule, other.Rule, StringComparison.Ordinal)
        && (one.Scope is not DismissalScope.Finding || string.Equals(one.Finding, other.Finding, StringComparison.Ordinal))
        && (one.Scope is not DismissalScope.File || string.Equals(one.Path, other.Path, StringComparison.Ordinal));

    private static async Task<(IReadOnlyList<Dismissal> List, string? Problem)> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return ([], null);
        }

        if (await SourceFileReader.ReadAsync(path, cancellationToken) is not SourceFileResult.Read { File.Text: var text })
        {
            return ([], $"{path} cannot be read; what it dismisses is shown.");
        }

        try
        {
            return JsonSerializer.Deserialize(text, MemoryJsonContext.Default.DismissalList) is { Version: DismissalList.CurrentVersion, Dismissals: { } list } && list.All(IsWhole)
                ? (list, null)
                : ([], $"{path} is of another version of CodeAssist; what it dismisses is shown.");
        }
        catch (JsonException)
        {
            return ([], $"{path} is no list of dismissals; what it dismisses is shown.");
        }
    }

    // JSON may leave out what a record demands.
    private static bool IsWhole(Dismissal? dismissal) => dismissal is { Finding: not null, Rule: not null, Path: not null, Reason: not null };
}
