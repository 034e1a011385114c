namespace CodeAssist.Egress.Startup;

/// <summary>How egress ends; from sysexits where there is a number for it.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Usage = 64;
    public const int Software = 70;
    public const int CannotCreate = 73;
}
