using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodeAssist.Server.Settings;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.Settings;

/// <summary>The extension's manifest offers every setting of the table, as VS Code wants it said.</summary>
public sealed class ExtensionSettingsTests
{
    private const string Manifest = "vscode-extension/package.json";

    // The one setting that belongs to the extension: which server it starts.
    private const string Own = "codeassist.server.path";

    // As prettier writes this file.
    private static readonly JsonSerializerOptions _form = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void The_extension_offers_what_the_table_says()
    {
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, Manifest)))!;
        var configuration = manifest["contributes"]!["configuration"]!;
        var properties = new JsonObject();
        foreach (var (setting, order) in SettingsTable.All.Select((setting, index) => (setting, index + 1)))
        {
            properties[$"codeassist.{setting.Key}"] = Property(setting, order);
        }

        properties[Own] = configuration["properties"]![Own]!.DeepClone();
        configuration["properties"] = properties;

        Golden.Verify(Manifest, manifest.ToJsonString(_form) + "\n");
    }

    private static JsonObject Property(SettingDefinition setting, int order)
    {
        var property = new JsonObject
        {
            ["type"] = setting.Type,
            ["default"] = JsonNode.Parse(setting.Default),
            // VS Code never reads a setting of machine scope from a workspace, and does not synchronise it to other machines.
            ["scope"] = setting.Scope is SettingScope.Guarded ? "machine" : "window",
            ["order"] = order,
            ["markdownDescription"] = setting.Description,
        };
        if (setting.Range is var (least, most))
        {
            property["minimum"] = least;
            property["maximum"] = most;
        }

        if (setting.Choices.Count > 0)
        {
            var choices = new JsonArray([.. setting.Choices.Select(choice => JsonValue.Create(choice))]);
            if (setting.Type is "object")
            {
                property["additionalProperties"] = new JsonObject { ["type"] = "string", ["enum"] = choices };
            }
            else
            {
                property["enum"] = choices;
            }
        }

        if (setting.Type is "array")
        {
            property["items"] = new JsonObject { ["type"] = "string" };
        }

        return property;
    }
}
