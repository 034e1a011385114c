using System.IO.Enumeration;
using CodeAssist.Core.Privacy.Files;

namespace CodeAssist.Core.Agent.Files;

/// <summary>Tells the <see cref="FileStanding"/> of a path, in whatever case and width it is written.</summary>
public static class FileStandings
{
    private static readonly string[] _repositories = [".git", ".hg", ".svn", ".bzr", ".jj"];

    private static readonly string[] _ignoreFiles = [".codeassistignore", ".aiexclude", ".aiignore", ".cursorignore", ".geminiignore", ".codeiumignore"];

    private static readonly string[] _folders =
    [
        ".vscode", ".idea", ".vs", ".devcontainer", ".zed", ".fleet", ".github", ".gitlab", ".gitea", ".forgejo", ".circleci", ".buildkite", ".azure-pipelines", ".azuredevops", ".teamcity", ".woodpecker", ".ci", ".husky",
        ".githooks", "hooks", ".config", ".cargo", ".mvn", ".yarn", ".claude", ".codex", ".cursor", ".continue", ".gemini", ".windsurf", ".clinerules", ".roo", ".aider",
    ];

    private static readonly string[] _files =
    [
        "directory.build.*", "directory.packages.props", "directory.solution.*", "*.targets", "*.props", "*.rsp", "*.runsettings", "global.json", "nuget.config", "package.json", ".npmrc", ".yarnrc*", ".pnp.*", ".pnpmfile.*",
        "bunfig.toml", ".gitlab-ci.yml", "azure-pipelines*.yml", "jenkinsfile*", ".travis.yml", ".drone.yml", "bitbucket-pipelines.yml", "appveyor.yml", ".appveyor.yml", ".woodpecker.yml", "cloudbuild.yaml", "buildspec.yml",
        "lefthook.y*ml", ".lefthook.y*ml", ".pre-commit-config.yaml", ".gitattributes", ".gitmodules", ".gitconfig", ".mailmap", "*.code-workspace", ".bazelrc", ".envrc", ".tool-versions", "mise.toml", ".mise.toml",
        "agents.md", "claude.md", "gemini.md", "bugbot.md", "review.md", ".cursorrules", ".windsurfrules", ".mcp.json", "mcp.json", "launchsettings.json", "tasks.json",
    ];

    /// <param name="path">A path of the task.</param>
    /// <param name="why">One sentence for people; empty for an ordinary file.</param>
    public static FileStanding Of(TaskPath path, out string why)
    {
        var names = path.Names.Select(PlainName.Of).ToList();
        if (names.Find(name => _repositories.Contains(name, StringComparer.Ordinal)) is not null)
        {
            why = $"'{path}' belongs to the repository itself, which a task never touches.";
            return FileStanding.Closed;
        }

        if (names.Contains(".codeassist", StringComparer.Ordinal))
        {
            why = $"'{path}' holds CodeAssist's own rules, which a task never touches.";
            return FileStanding.Closed;
        }

        if (names.Count > 0 && _ignoreFiles.Contains(names[^1], StringComparer.Ordinal))
        {
            why = $"'{path}' says what is kept from assistants; no task changes that.";
            return FileStanding.NeverWritten;
        }

        if (names.Count > 0 && NeverSend.Of(path.Text) is { } kind)
        {
            why = $"'{path}' is of a class that never leaves the machine ({kind}).";
            return FileStanding.Closed;
        }

        if (names.SkipLast(1).Any(name => _folders.Contains(name, StringComparer.Ordinal))
            || (names.Count > 0 && Array.Exists(_files, pattern => FileSystemName.MatchesSimpleExpression(pattern, names[^1]))))
        {
            why = $"'{path}' can say what builds, hooks, editors or assistants run.";
            return FileStanding.AsksEachTime;
        }

        why = "";
        return FileStanding.Ordinary;
    }
}
