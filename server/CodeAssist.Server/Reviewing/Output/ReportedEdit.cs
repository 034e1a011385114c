namespace CodeAssist.Server.Reviewing.Output;

/// <summary>One replacement of a fix.</summary>
/// <param name="Place">What goes.</param>
/// <param name="NewText">What comes in its place.</param>
internal sealed record ReportedEdit(ReportedPlace Place, string NewText);
