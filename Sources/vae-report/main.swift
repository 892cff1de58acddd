import VAETools

ReportTool.start()
