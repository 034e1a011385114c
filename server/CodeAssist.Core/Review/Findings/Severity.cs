namespace CodeAssist.Core.Review.Findings;

/// <summary>How much a finding matters. Named as SARIF names its levels.</summary>
public enum Severity
{
    Note,
    Warning,
    Error,
}
