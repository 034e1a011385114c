using System.Text.Json;
using CodeAssist.Processes.Directories;
using CodeAssist.Server.Composition;
using CodeAssist.Server.Settings;
using Spectre.Console;

namespace CodeAssist.Server.CommandLine;

/// <summary><c>codeassist paths</c>: where this user's files and the installed parts lie.</summary>
internal sealed class PathsCommand(IAnsiConsole output, IAnsiConsole errors, TextWriter json)
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(bool asJson)
    {
        if (!AppDirectories.TryFind(out var directories, out var failure))
        {
            errors.MarkupLineInterpolated($"[red]{failure.Message}[/] {failure.NextStep}");
            return ExitCode.Unavailable;
        }

        var product = ProductFiles.OfThisProgram;
        var paths = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["settings"] = UserSettingsFile.In(directories.Config),
            ["config"] = directories.Config,
            ["data"] = directories.Data,
            ["state"] = directories.State,
            ["cache"] = directories.Cache,
            ["runtime"] = directories.Runtime,
            ["log"] = directories.Log,
            ["program"] = product.Folder,
            ["libraries"] = product.Libraries,
            ["builtInModel"] = product.BuiltInModel,
        };
        if (asJson)
        {
            await json.WriteLineAsync(JsonSerializer.Serialize(paths, CommandLineJsonContext.Default.DictionaryStringString));
            return ExitCode.Success;
        }

        foreach (var (name, path) in paths)
        {
            output.MarkupLineInterpolated($"[grey]{name,-14}[/]{path}");
        }

        return ExitCode.Success;
    }
}
