using System.Collections.Immutable;
using System.Globalization;
using CodeAssist.Core.Review.Changes.Git;
using CodeAssist.Processes.Children;

namespace CodeAssist.Processes.Git;

/// <summary>Git in one folder, with what its configuration must not do.</summary>
internal sealed class GitFolder(GitRun run, Executable program, IReadOnlyDictionary<string, string> environment, string folder) : IGitFolder
{
    public GitFolder With(ImmutableArray<KeyValuePair<string, string>> overrides)
    {
        Dictionary<string, string> variables = new(environment, StringComparer.Ordinal)
        {
            ["GIT_CONFIG_COUNT"] = overrides.Length.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (index, (name, value)) in overrides.Index())
        {
            variables[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_KEY_{index}")] = name;
            variables[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_VALUE_{index}")] = value;
        }

        return new GitFolder(run, program, variables, folder);
    }

    public Task<GitAnswer> AskAsync(IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken) =>
        run.RunAsync(
            new ChildCommand(program, ["--no-pager", "--literal-pathspecs", .. arguments], environment, folder), arguments[0], input, cancellationToken);
}
