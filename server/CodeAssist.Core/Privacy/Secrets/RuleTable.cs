namespace CodeAssist.Core.Privacy.Secrets;

/// <summary>One table of a rule file, with its values as they are written.</summary>
/// <param name="Name">As in its header, such as <c>rules</c>; empty for what stands before the first.</param>
/// <param name="Values">By key: a string, a number or an array of strings.</param>
internal sealed record RuleTable(string Name, IReadOnlyDictionary<string, object> Values)
{
    public string Text(string key) => Values.TryGetValue(key, out var value) ? (string)value : "";

    public double Number(string key) => Values.TryGetValue(key, out var value) ? (double)value : 0;

    public IReadOnlyList<string> List(string key) => Values.TryGetValue(key, out var value) ? (IReadOnlyList<string>)value : [];
}
