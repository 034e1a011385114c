using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.Editors;

/// <summary>A folder in which one line continues another, and no model: what is suggested is known to the letter.</summary>
internal sealed class HarbourWorkspace
{
    public const string Suggested = "ourPilot(tides, moorings), priority: 7);";
    public const string Line = "registry.Enlist(new HarbourPilot(tides, moorings), priority: 7);";

    private readonly UserHome _user;

    public HarbourWorkspace(UserHome user)
    {
        _user = user;
        user.Settings["model.path"] = user.In("none.gguf");
        user.WriteFile("Port.cs", $"class Port\n{{\n    void Open()\n    {{\n        {Line}\n    }}\n\n    void Close()\n    {{\n        {Line}\n    }}\n}}\n");
    }

    /// <summary>The file that is being written, with the caret inside a name.</summary>
    public static CaretText Quay { get; } = CaretText.Parse("class Quay\n{\n    void Open(Registry registry, Tides tides, Moorings moorings)\n    {\n        registry.Enlist(new Harb‸\n    }\n}\n");

    public string Uri => new Uri(Path.Combine(_user.Workspace, "Quay.cs")).AbsoluteUri;

    public JsonObject Folder => new() { ["uri"] = new Uri(_user.Workspace).AbsoluteUri, ["name"] = "work" };

    /// <summary>Waits until the folder has been read.</summary>
    public static async Task ReadAsync(LanguageServer server)
    {
        string line;
        do
        {
            line = (string?)(await server.Editor.HearAsync("window/logMessage"))["params"]!["message"] ?? "";
        }
        while (!line.Contains("of source in", StringComparison.Ordinal));
    }
}
