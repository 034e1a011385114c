using System.Collections.Immutable;

namespace CodeAssist.Processes.Git;

/// <summary>Settings that stand above those of a repository: what could run a program, leave the machine, or change what commands write.</summary>
internal static class GitOverrides
{
    /// <summary>Names no file and no folder, on Windows too: Git knows it by this name there.</summary>
    private const string Nothing = "/dev/null";

    /// <summary>A program that does nothing but fail, should a command ever get as far as to run it.</summary>
    private const string Refuse = "false";

    private static readonly string[] _driverSettings = ["clean", "smudge", "process"];

    public static ImmutableArray<KeyValuePair<string, string>> Fixed { get; } =
    [
        // Programs.
        new("core.fsmonitor", "false"),
        new("core.hooksPath", Nothing),
        new("core.pager", Refuse),
        new("core.editor", Refuse),
        new("sequence.editor", Refuse),
        new("core.askPass", Refuse),
        new("core.sshCommand", Refuse),
        new("core.gitProxy", ""),
        new("core.alternateRefsCommand", Refuse),
        new("credential.helper", ""),
        new("diff.external", Refuse),
        new("gpg.program", Refuse),
        new("gpg.ssh.program", Refuse),
        new("gpg.x509.program", Refuse),
        new("log.showSignature", "false"),
        new("interactive.diffFilter", Refuse),
        new("gc.auto", "0"),
        new("maintenance.auto", "false"),

        // The network.
        new("protocol.allow", "never"),
        new("submodule.recurse", "false"),
        new("fetch.recurseSubmodules", "false"),

        // What commands write.
        new("core.attributesFile", Nothing),
        new("core.quotePath", "false"),
        new("color.ui", "false"),
        new("color.diff", "false"),
        new("diff.algorithm", "myers"),
        new("diff.context", "3"),
        new("diff.ignoreSubmodules", "none"),
        new("diff.indentHeuristic", "true"),
        new("diff.mnemonicPrefix", "false"),
        new("diff.noPrefix", "false"),
        new("diff.orderFile", Nothing),
        new("diff.relative", "false"),
        new("diff.renameLimit", "1000"),
        new("diff.renames", "true"),
        new("diff.submodule", "short"),
        new("diff.suppressBlankEmpty", "false"),
        new("status.submoduleSummary", "false"),
    ];

    /// <summary>
    /// For the drivers of a configuration. Git runs a filter even where it only looks whether a file has changed: when the file was written in the same
    /// second as the index.
    /// </summary>
    /// <param name="names">Names of all settings, each ending in a zero.</param>
    public static IEnumerable<KeyValuePair<string, string>> OfDrivers(string names)
    {
        var filters = names.Split('\0').Select(Filter).OfType<string>().Distinct(StringComparer.Ordinal);
        foreach (var filter in filters)
        {
            foreach (var setting in _driverSettings)
            {
                yield return new($"filter.{filter}.{setting}", "");
            }

            yield return new($"filter.{filter}.required", "false");
        }
    }

    // The middle of "filter.NAME.clean"; the name may hold dots and keeps its case.
    private static string? Filter(string name)
    {
        const string Section = "filter.";
        var dot = name.LastIndexOf('.');
        return name.StartsWith(Section, StringComparison.Ordinal) && dot > Section.Length ? name[Section.Length..dot] : null;
    }
}
