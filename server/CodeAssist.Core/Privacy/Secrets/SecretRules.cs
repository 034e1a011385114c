namespace CodeAssist.Core.Privacy.Secrets;

/// <summary>All rules: those of gitleaks, whose file is kept as it was released, and ours for what they lack.</summary>
public sealed class SecretRules
{
    private SecretRules(IReadOnlyList<SecretRule> rules, IReadOnlyList<SecretAllowlist> general)
    {
        Rules = rules;
        General = general;
        Keywords = [.. rules.SelectMany(rule => rule.Keywords).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Read once, when it is first needed.</summary>
    public static SecretRules All => Shipped.Value;

    /// <summary>Stable names of all kinds of secrets, as they appear in placeholders and in the ledger.</summary>
    public IReadOnlyList<string> Ids => [.. Rules.Select(rule => rule.Id)];

    internal IReadOnlyList<SecretRule> Rules { get; }

    /// <summary>What is no secret, whichever rule found it.</summary>
    internal IReadOnlyList<SecretAllowlist> General { get; }

    internal IReadOnlyList<string> Keywords { get; }

    private static Lazy<SecretRules> Shipped { get; } = new(() => Read([Resource("codeassist.toml"), Resource("gitleaks.toml")]));

    /// <param name="files">Texts of rule files. Where two find the same secret, the earlier one names it.</param>
    internal static SecretRules Read(IEnumerable<string> files)
    {
        List<SecretRule> rules = [];
        List<SecretAllowlist> general = [];
        foreach (var tables in files.Select(RuleFileReader.Read))
        {
            general.AddRange(tables.Where(table => table.Name is "allowlist").Select(table => new SecretAllowlist(table)));
            for (var index = 0; index < tables.Count; index++)
            {
                // A rule for names of files finds nothing in texts; never-send classes have those names.
                if (tables[index].Name is "rules" && tables[index].Text("regex").Length > 0)
                {
                    rules.Add(new SecretRule(tables[index], tables.Skip(index + 1).TakeWhile(table => table.Name is "rules.allowlists")));
                }
            }
        }

        return new SecretRules(rules, general);
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(SecretRules).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
