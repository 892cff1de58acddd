import VAETools

InfoTool.start()
