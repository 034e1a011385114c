using System.Text.Json;
using CodeAssist.Context;
using CodeAssist.Core.Agent.Checks;

namespace CodeAssist.Server.Delegating.Background;

/// <summary>Finds the commands that build and test a project by the files at its root. What the user named takes their place.</summary>
internal static class ProjectChecks
{
    private static readonly string[] _dotnetEndings = [".sln", ".slnx", ".csproj", ".fsproj"];
    private static readonly string[] _pytestFiles = ["pytest.ini", "conftest.py", "tox.ini"];

    /// <param name="commands">As the user wrote them: words with blanks between them.</param>
    public static IReadOnlyList<CheckCommand> Named(IEnumerable<string> commands) =>
        [.. commands.Select(command => command.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length > 0).Select(words => Command(words))];

    /// <param name="root">Absolute path.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<CheckCommand>> DetectAsync(string root, CancellationToken cancellationToken)
    {
        var names = Names(root);
        var checks = new List<CheckCommand>();
        if (names.Exists(name => _dotnetEndings.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase)))
        {
            checks.AddRange([Command("dotnet", "build"), Command("dotnet", "test", "--no-build")]);
        }

        if (names.Contains("package.json", StringComparer.Ordinal) && await HasScriptAsync(Path.Combine(root, "package.json"), "test", cancellationToken))
        {
            checks.Add(Command("npm", "test"));
        }

        if (names.Contains("Cargo.toml", StringComparer.Ordinal))
        {
            checks.Add(Command("cargo", "test"));
        }

        if (names.Contains("go.mod", StringComparer.Ordinal))
        {
            checks.AddRange([Command("go", "build", "./..."), Command("go", "test", "./...")]);
        }

        if (names.Exists(name => _pytestFiles.Contains(name, StringComparer.Ordinal)) || await MentionsAsync(root, names, "pyproject.toml", "pytest", cancellationToken))
        {
            checks.Add(Command("python3", "-m", "pytest", "-q"));
        }
        else if (names.Exists(name => name.StartsWith("test", StringComparison.Ordinal) && name.EndsWith(".py", StringComparison.Ordinal)))
        {
            checks.Add(Command("python3", "-m", "unittest"));
        }

        // Whoever wrote one has said how everything is tested.
        return await MentionsAsync(root, names, "Makefile", "\ntest:", cancellationToken) ? [Command("make", "test")] : checks;
    }

    private static CheckCommand Command(params string[] words) => new(words, Folder: "");

    private static List<string> Names(string root)
    {
        try
        {
            return [.. Directory.EnumerateFiles(root).Select(path => Path.GetFileName(path))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static async Task<bool> MentionsAsync(string root, List<string> names, string name, string text, CancellationToken cancellationToken) =>
        names.Contains(name, StringComparer.Ordinal)
        && await SourceFileReader.ReadAsync(Path.Combine(root, name), cancellationToken) is SourceFileResult.Read { File: var file }
        && $"\n{file.Text}".Contains(text, StringComparison.Ordinal);

    private static async Task<bool> HasScriptAsync(string path, string script, CancellationToken cancellationToken)
    {
        if (await SourceFileReader.ReadAsync(path, cancellationToken) is not SourceFileResult.Read { File: var file })
        {
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(file.Text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return json.RootElement.ValueKind is JsonValueKind.Object
                && json.RootElement.TryGetProperty("scripts", out var scripts) && scripts.ValueKind is JsonValueKind.Object
                && scripts.TryGetProperty(script, out var command) && command.ValueKind is JsonValueKind.String
                && !command.GetString()!.Contains("no test specified", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
