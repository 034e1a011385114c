namespace CodeAssist.Lsp.Protocol;

/// <summary>Server → editor, <c>codeassist/pick</c>: a list from which the user chooses one entry. Only for editors that announce it.</summary>
/// <param name="Title">What is chosen.</param>
/// <param name="Items">The entries; their ids differ.</param>
/// <param name="Placeholder">A hint for the empty field in which entries are searched.</param>
public sealed record PickParams(string Title, IReadOnlyList<PickItem> Items, string? Placeholder = null);

/// <param name="Id">What is answered when it is chosen.</param>
/// <param name="Label">The entry in a few words.</param>
/// <param name="Description">Behind the label, less prominent.</param>
/// <param name="Detail">A line of its own below.</param>
/// <param name="Group">Heading of the entries that belong together, which follow each other.</param>
/// <param name="Icon">Name of one of VS Code's product icons, such as <c>lock</c>.</param>
public sealed record PickItem(string Id, string Label, string? Description = null, string? Detail = null, string? Group = null, string? Icon = null);

/// <param name="Id">Of the entry that was chosen. The whole result is null where none was.</param>
public sealed record PickResult(string Id);

/// <summary>Server → editor, <c>codeassist/askText</c>: a line that the user types. Only for editors that announce it.</summary>
/// <param name="Title">What it is for.</param>
/// <param name="Prompt">What is to be typed.</param>
public sealed record AskTextParams(string Title, string Prompt);

/// <param name="Text">What was typed, maybe nothing. The whole result is null where the user went away.</param>
public sealed record AskTextResult(string Text);

/// <summary>Server → editor, <c>codeassist/showPage</c>: a page that is only read. Only for editors that announce it.</summary>
/// <param name="Id">Of the page: another one with the same id takes its place.</param>
/// <param name="Title">Of its tab.</param>
/// <param name="Html">The whole document. It has no scripts, and loads nothing.</param>
/// <param name="IsRefresh">Whether it only takes the place of the page of this id where that is open: nothing is opened and nothing comes to the front.</param>
public sealed record ShowPageParams(string Id, string Title, string Html, bool IsRefresh = false);
