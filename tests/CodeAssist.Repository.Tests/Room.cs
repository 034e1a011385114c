namespace CodeAssist.Repository.Tests;

/// <summary>One assembly under <c>server/</c>, and what it may lean on. A new arrow starts as an entry in docs/decisions.md.</summary>
/// <param name="Project">Folder and project name.</param>
/// <param name="Assembly">Name of its assembly.</param>
/// <param name="Rooms">The rooms it may reference; reaching others through them is not allowed either, unless named here.</param>
/// <param name="Packages">The packages it may reference.</param>
internal sealed record Room(string Project, string Assembly, string[] Rooms, string[] Packages)
{
    private const string Chat = "Microsoft.Extensions.AI.Abstractions";
    private const string Logging = "Microsoft.Extensions.Logging.Abstractions";

    public static IReadOnlyList<Room> All { get; } =
    [
        Library("CodeAssist.JsonRpc", [], [Logging]),
        Library("CodeAssist.Lsp", ["CodeAssist.JsonRpc"], [Logging]),
        Library("CodeAssist.Core", [], [Logging]),
        Library("CodeAssist.Context", ["CodeAssist.Core"], [Logging, "Microsoft.CodeAnalysis.CSharp"]),
        Library("CodeAssist.Egress.Protocol", ["CodeAssist.Core"], []),
        Library("CodeAssist.ModelHost.Protocol", [], []),
        Library(
            "CodeAssist.Models",
            ["CodeAssist.Core", "CodeAssist.Egress.Protocol", "CodeAssist.JsonRpc", "CodeAssist.ModelHost.Protocol"],
            [Logging, Chat, "Polly.Core"]),
        Library("CodeAssist.Processes", ["CodeAssist.Core", "CodeAssist.JsonRpc", "CodeAssist.ModelHost.Protocol"], [Logging]),
        new(
            Egress,
            "codeassist-egress",
            ["CodeAssist.Core", "CodeAssist.Egress.Protocol", "CodeAssist.JsonRpc", "CodeAssist.Processes"],
            [Logging, Chat, "Anthropic", "OpenAI"]),
        new(
            "CodeAssist.ModelHost",
            "codeassist-host",
            ["CodeAssist.JsonRpc", "CodeAssist.ModelHost.Protocol", "CodeAssist.Processes"],
            [Logging]),
        new(
            "CodeAssist.Server",
            "codeassist",
            [
                "CodeAssist.Context", "CodeAssist.Core", "CodeAssist.Egress.Protocol", "CodeAssist.JsonRpc", "CodeAssist.Lsp", "CodeAssist.ModelHost.Protocol",
                "CodeAssist.Models", "CodeAssist.Processes",
            ],
            [Logging, Chat, "Microsoft.Extensions.FileSystemGlobbing", "Spectre.Console", "System.CommandLine"]),
    ];

    /// <summary>The one room with a network, and with that also with cryptography.</summary>
    public const string Egress = "CodeAssist.Egress";

    public string Folder => Path.Combine(RepositoryFiles.Root, "server", Project);

    /// <summary>The room's assembly as the compiler wrote it, beside this test's own.</summary>
    public CompiledAssembly Load() => CompiledAssembly.Load(Path.Combine(AppContext.BaseDirectory, Assembly + ".dll"));

    public override string ToString() => Project;

    private static Room Library(string project, string[] rooms, string[] packages) => new(project, project, rooms, packages);
}
