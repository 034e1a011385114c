using System.Text.Json;
using CodeAssist.Core.Providers;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.Settings;

/// <summary>The extension keeps a key for every provider that we know, and gives them to the server by these names.</summary>
public sealed class ExtensionKeysTests
{
    // As prettier writes this file.
    private static readonly JsonSerializerOptions _form = new() { WriteIndented = true, NewLine = "\n" };

    [Fact]
    public void The_extension_asks_for_the_keys_that_the_server_reads() =>
        Golden.Verify("vscode-extension/src/key-variables.json", JsonSerializer.Serialize(ProviderTable.KeyVariables, _form) + "\n");
}
