namespace CodeAssist.Repository.Tests;

/// <summary>A rule over many things: either nothing breaks it, or every offender is named with what to do.</summary>
internal static class Rule
{
    public static void Holds(string rule, IEnumerable<string> offenders)
    {
        var found = offenders.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (found.Count > 0)
        {
            Assert.Fail($"{rule}\n  {string.Join("\n  ", found)}");
        }
    }
}
