using System.Text;
using CodeAssist.Server.Settings;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.Settings;

public sealed class ConfigurationPageTests
{
    private const string Head = """
        # Settings

        <!-- Generated from SettingsTable by ConfigurationPageTests: change it there. -->

        Settings lie in your own `settings.json` (`codeassist paths` says where), with or without the prefix written out as nesting:
        `{ "model.threads": 3 }` and `{ "model": { "threads": 3 } }` mean the same. Comments and trailing commas are fine. An editor may set the same keys
        below `codeassist`, except for the guarded ones: those name what is executed or parsed by native code, so they are read from your own file alone.
        A bad value keeps the old one, and you are told which and why.

        | Setting | Default | Allowed | Guarded | Meaning |
        |---|---|---|---|---|

        """;

    [Fact]
    public void The_reference_page_says_what_the_table_says()
    {
        var page = new StringBuilder(Head);
        foreach (var setting in SettingsTable.All)
        {
            var guarded = setting.Scope is SettingScope.Guarded ? "yes" : "";
            page.Append($"| `{setting.Key}` | `{setting.Default}` | {setting.Allowed} | {guarded} | {setting.Description} |\n");
        }

        Golden.Verify("docs/configuration.md", page.ToString());
    }
}
